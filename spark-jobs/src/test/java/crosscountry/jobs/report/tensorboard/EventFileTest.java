package crosscountry.jobs.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.tables.MetricRow;
import crosscountry.jobs.report.RunRecords;
import crosscountry.jobs.report.RunSummary;
import crosscountry.jobs.report.SampleRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.WireFormat;
import org.tensorflow.framework.Summary;

/** Event files, read again byte by byte. */
final class EventFileTest {

  @TempDir private Path folder;

  private record Event(double time, long step, String version, List<Scalar> scalars) {}

  @Test
  void aChecksumIsMasked() {
    // "123456789" has the check value E3069283 of CRC-32C (RFC 3720, B.4, has others of its kind).
    int checksum = Integer.rotateRight(0xE3069283, 15) + 0xA282EAD8;
    assertThat(RecordStream.checksum("123456789".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(checksum);
  }

  @Test
  void everyWaveAndUpdateIsThere() throws IOException {
    RunSummary summary = SampleRun.played(List.of("g", "f"), 50);
    Path file = new EventFile(summary.records()).write(folder.resolve("new"));

    assertThat(file.getFileName().toString()).matches("events\\.out\\.tfevents\\.\\d+\\..+");
    List<Event> events = events(file);
    assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
    assertThat(events.get(0).time()).isEqualTo((double) SampleRun.START.getEpochSecond());

    List<MetricRow> waves =
        SampleRun.waves(summary).filter(row -> row.graph().equals("f")).toList();
    assertThat(values(events, "best/f"))
        .containsExactlyElementsOf(waves.stream().map(row -> (double) row.costs().best()).toList());
    assertThat(values(events, "mean/f"))
        .containsExactlyElementsOf(
            waves.stream().map(row -> (double) (float) row.costs().mean()).toList());
    assertThat(steps(events, "mean/g"))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
    assertThat(values(events, "loss/policy")).containsExactly(2.5, 1.5);
    assertThat(steps(events, "loss/policy")).containsExactly(1L, 2L);
    // Once a wave, though it has a row for each graph.
    assertThat(values(events, "cluster/busy_share")).hasSize(50).containsOnly(0.75);
    assertThat(values(events, "learner/busy_share")).hasSize(50).containsOnly(0.25);
    assertThat(events.get(events.size() - 1).time())
        .isEqualTo(waves.get(49).recordedAt().toEpochMilli() / 1e3);
  }

  @Test
  void theFileOfARunThatGoesOnGrows() throws IOException {
    byte[] early = Files.readAllBytes(new EventFile(half()).write(folder));
    byte[] late =
        Files.readAllBytes(
            new EventFile(SampleRun.played(List.of("g"), 50).records()).write(folder));
    assertThat(late).startsWith(early);
    assertThat(late.length).isGreaterThan(early.length);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  private static RunRecords half() {
    RunRecords whole = SampleRun.played(List.of("g"), 50).records();
    List<MetricRow> early =
        whole.metrics().stream()
            .filter(row -> row.kind() == MetricRow.Kind.STEP || row.wave() < 20)
            .toList();
    return new RunRecords(whole.runId(), whole.attempts(), early);
  }

  private static List<Double> values(List<Event> events, String tag) {
    return events.stream()
        .flatMap(event -> event.scalars().stream())
        .filter(scalar -> scalar.tag().equals(tag))
        .map(Scalar::value)
        .toList();
  }

  private static List<Long> steps(List<Event> events, String tag) {
    return events.stream()
        .filter(event -> event.scalars().stream().anyMatch(scalar -> scalar.tag().equals(tag)))
        .map(Event::step)
        .toList();
  }

  /** Reads a file to its last byte; a wrong checksum is a failure. */
  private static List<Event> events(Path file) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (content.hasRemaining()) {
      byte[] length = new byte[Long.BYTES];
      content.get(length);
      assertThat(content.getInt()).isEqualTo(RecordStream.checksum(length));
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      content.get(data);
      assertThat(content.getInt()).isEqualTo(RecordStream.checksum(data));
      events.add(event(data));
    }
    return events;
  }

  private static Event event(byte[] data) throws IOException {
    CodedInputStream fields = CodedInputStream.newInstance(data);
    double time = 0;
    long step = 0;
    String version = null;
    List<Scalar> scalars = new ArrayList<>();
    for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> time = fields.readDouble();
        case 2 -> step = fields.readInt64();
        case 3 -> version = fields.readString();
        case 5 ->
            Summary.parseFrom(fields.readByteArray())
                .getValueList()
                .forEach(value -> scalars.add(new Scalar(value.getTag(), value.getSimpleValue())));
        default -> throw new AssertionError("unknown field " + tag);
      }
    }
    return new Event(time, step, version, scalars);
  }
}
