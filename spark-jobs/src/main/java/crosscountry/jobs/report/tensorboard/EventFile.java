package crosscountry.jobs.report.tensorboard;

import crosscountry.datasets.tables.MetricRow;
import crosscountry.jobs.report.ReportFailedException;
import crosscountry.jobs.report.RunRecords;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.shade.protobuf.CodedOutputStream;
import org.tensorflow.framework.Summary;

/**
 * The event file of a run, which TensorBoard shows. An event has a wall clock time, a step and
 * numbers under tags; its step is the learner's for what the learner measured, and for a wave how
 * many there have been under the tag, since waves may end in another order than they began.
 */
public final class EventFile {

  /** Numbers of the fields of {@code tensorflow.Event} (TensorFlow, {@code util/event.proto}). */
  private static final int WALL_TIME = 1;

  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;

  /** The version of the format, which the first event of a file tells. */
  private static final String VERSION = "brain.Event:2";

  private final RunRecords records;

  /**
   * Prepares the file of a run.
   *
   * @param records what the tables have of it
   */
  public EventFile(RunRecords records) {
    this.records = records;
  }

  /**
   * Writes the file in place of what an earlier call left there; of a run that goes on, it then
   * begins with the same events.
   *
   * @param folder where to, made if need be
   * @return the file, whose name tells TensorBoard what it is
   * @throws ReportFailedException if it cannot be written
   */
  public Path write(Path folder) {
    Instant start = records.attempts().get(0).startedAt();
    Path file =
        folder.resolve("events.out.tfevents.%010d.crosscountry".formatted(start.getEpochSecond()));
    try {
      Files.createDirectories(folder);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        write(new RecordStream(out), start);
      }
      return file;
    } catch (IOException unwritable) {
      throw new ReportFailedException(
          "the events cannot be written to %s (%s); report --output names another folder"
              .formatted(file, unwritable.getClass().getSimpleName()),
          unwritable);
    }
  }

  private void write(RecordStream out, Instant start) throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    CodedOutputStream version = begin(first, start);
    version.writeString(FILE_VERSION, VERSION);
    version.flush();
    out.write(first);
    List<MetricRow> rows =
        records.metrics().stream().sorted(Comparator.comparing(MetricRow::recordedAt)).toList();
    Map<String, Long> counts = new HashMap<>();
    Set<Moment> told = new HashSet<>();
    for (MetricRow row : rows) {
      List<Scalar> scalars = new ArrayList<>(Scalar.ofGraph(row));
      if (row.kind() != MetricRow.Kind.WAVE || told.add(Moment.of(row))) {
        scalars.addAll(Scalar.ofRun(row));
      }
      for (Scalar scalar : scalars) {
        boolean measuredByLearner = row.kind() == MetricRow.Kind.STEP && row.step() != null;
        long step = measuredByLearner ? row.step() : counts.merge(scalar.tag(), 1L, Long::sum);
        out.write(event(row.recordedAt(), step, scalar));
      }
    }
  }

  /** When a wave was recorded; it has one row per graph, each of which tells of the run as well. */
  private record Moment(Integer wave, double elapsedSeconds) {

    static Moment of(MetricRow row) {
      return new Moment(row.wave(), row.elapsedSeconds());
    }
  }

  private static ByteArrayOutputStream event(Instant time, long step, Scalar scalar)
      throws IOException {
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    CodedOutputStream fields = begin(event, time);
    fields.writeInt64(STEP, step);
    fields.writeMessage(
        SUMMARY,
        Summary.newBuilder()
            .addValue(
                Summary.Value.newBuilder()
                    .setTag(scalar.tag())
                    .setSimpleValue((float) scalar.value()))
            .build());
    fields.flush();
    return event;
  }

  private static CodedOutputStream begin(ByteArrayOutputStream event, Instant time)
      throws IOException {
    CodedOutputStream fields = CodedOutputStream.newInstance(event);
    fields.writeDouble(WALL_TIME, time.getEpochSecond() + time.getNano() / 1e9);
    return fields;
  }
}
