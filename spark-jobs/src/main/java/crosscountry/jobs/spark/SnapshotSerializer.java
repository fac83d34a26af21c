package crosscountry.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import java.nio.ByteBuffer;

/**
 * Sends a network: its version, the text form of its blueprint, and its parameters, four bytes
 * each, as many as the blueprint calls for.
 */
final class SnapshotSerializer extends FramedSerializer<NetworkSnapshot> {

  SnapshotSerializer() {
    super("A network");
  }

  @Override
  void writeBody(Kryo kryo, Output body, NetworkSnapshot snapshot) {
    body.writeVarLong(snapshot.version(), true);
    body.writeString(snapshot.blueprint().toText());
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * snapshot.parameters().length);
    bytes.asFloatBuffer().put(snapshot.parameters());
    body.writeBytes(bytes.array());
  }

  @Override
  NetworkSnapshot readBody(Kryo kryo, Input body) {
    long version = body.readVarLong(true);
    NetworkBlueprint blueprint = NetworkBlueprint.parse(body.readString());
    float[] parameters = new float[blueprint.parameterCount()];
    int size = Float.BYTES * parameters.length;
    ByteBuffer.wrap(body.getBuffer(), body.position(), size).asFloatBuffer().get(parameters);
    body.skip(size);
    return new NetworkSnapshot(version, blueprint, parameters);
  }
}
