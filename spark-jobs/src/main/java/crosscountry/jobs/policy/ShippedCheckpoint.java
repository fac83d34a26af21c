package crosscountry.jobs.policy;

import crosscountry.datasets.tables.CheckpointFile;
import crosscountry.datasets.tables.CheckpointRow;
import java.io.IOException;
import java.io.InputStream;

/** The checkpoint that comes with the program, on the class path. */
record ShippedCheckpoint() implements CheckpointSource {

  private static final String RESOURCE = "/crosscountry/policy/policy.parquet";

  @Override
  public String name() {
    return "the policy that comes with the program";
  }

  @Override
  public CheckpointRow checkpoint() {
    return CheckpointFile.read(content(), name());
  }

  /** Returns the content of the file. */
  byte[] content() {
    try (InputStream resource = ShippedCheckpoint.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new UnusablePolicyException(
            "%s is not on the class path as %s; build the program anew"
                .formatted(name(), RESOURCE));
      }
      return resource.readAllBytes();
    } catch (IOException unreadable) {
      throw new UnusablePolicyException(
          "%s cannot be read from the class path: %s; build the program anew"
              .formatted(name(), unreadable.getMessage()),
          unreadable);
    }
  }
}
