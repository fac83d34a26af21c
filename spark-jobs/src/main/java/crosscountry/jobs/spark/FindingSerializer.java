package crosscountry.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import crosscountry.datasets.tables.Ints;
import crosscountry.jobs.search.Finding;

/** Sends what a task of a search found. */
final class FindingSerializer extends FramedSerializer<Finding> {

  FindingSerializer() {
    super("What a search found");
  }

  @Override
  void writeBody(Kryo kryo, Output body, Finding finding) {
    body.writeVarInt(finding.equations().length(), true);
    for (int step = 0; step < finding.equations().length(); step++) {
      body.writeVarInt(finding.equations().get(step), true);
    }
    body.writeVarLong(finding.multiplications(), true);
    body.writeBoolean(finding.windows() != null);
    if (finding.windows() != null) {
      body.writeVarLong(finding.windows(), true);
    }
    body.writeVarLong(finding.lowerBound(), true);
  }

  @Override
  Finding readBody(Kryo kryo, Input body) {
    int[] equations = new int[body.readVarInt(true)];
    for (int step = 0; step < equations.length; step++) {
      equations[step] = body.readVarInt(true);
    }
    long multiplications = body.readVarLong(true);
    Long windows = body.readBoolean() ? Long.valueOf(body.readVarLong(true)) : null;
    return new Finding(Ints.of(equations), multiplications, windows, body.readVarLong(true));
  }
}
