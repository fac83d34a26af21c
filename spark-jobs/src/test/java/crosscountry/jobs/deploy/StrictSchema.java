package crosscountry.jobs.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/**
 * The schema of a custom resource definition, but stricter than Kubernetes: a field that the schema
 * does not have is an error, where Kubernetes would drop it without a word.
 */
final class StrictSchema {

  private final JsonSchema schema;

  /**
   * Takes the schema out of a definition.
   *
   * @param definition the custom resource definition
   * @param version the version of the resource
   */
  StrictSchema(JsonNode definition, String version) {
    for (JsonNode candidate : definition.at("/spec/versions")) {
      if (candidate.path("name").asText().equals(version)) {
        JsonNode open = candidate.at("/schema/openAPIV3Schema").deepCopy();
        close(open);
        this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(open);
        return;
      }
    }
    throw new AssertionError("the definition has no version " + version);
  }

  private static void close(JsonNode schema) {
    if (schema.has("properties")
        && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
        && schema instanceof ObjectNode closed) {
      closed.put("additionalProperties", false);
    }
    schema.path("properties").forEach(StrictSchema::close);
    close(schema, "items");
    close(schema, "additionalProperties");
  }

  private static void close(JsonNode schema, String part) {
    if (schema.path(part).isObject()) {
      close(schema.path(part));
    }
  }

  /** Returns what is wrong with a resource; nothing if it is valid. */
  List<String> faults(JsonNode resource) {
    return schema.validate(resource).stream().map(ValidationMessage::getMessage).toList();
  }
}
