package crosscountry.datasets.tables;

import java.time.Instant;
import java.util.List;

/** Rows as a short training run would append them. */
final class SampleRows {

  static final String FINGERPRINT = "ab".repeat(32);
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  private SampleRows() {}

  static OrderRow order(String runId, long multiplications, int... equations) {
    return new OrderRow(
        "RoeFlux_1d",
        FINGERPRINT,
        "scalar",
        Ints.of(equations),
        multiplications,
        new Baselines(620, 364, 407, 223),
        false,
        "self-play",
        runId,
        3,
        17L,
        42,
        NOON,
        true,
        "crosscountry 0.1.0 (0123abc)");
  }

  static OrderRow orderByAnnealing(String runId, long multiplications, int... equations) {
    return new OrderRow(
        "HumanHeartDipole",
        FINGERPRINT,
        "scalar",
        Ints.of(equations),
        multiplications,
        new Baselines(240, 172, 194, 148),
        true,
        "annealing",
        runId,
        null,
        null,
        42,
        NOON.plusSeconds(1),
        true,
        "crosscountry 0.1.0 (0123abc)");
  }

  static BoundRow bound(String runId, long lowerBound) {
    return new BoundRow(
        runId,
        "RoeFlux_1d",
        FINGERPRINT,
        "scalar",
        lowerBound,
        223,
        "integer-program",
        41,
        75.5,
        NOON.plusSeconds(2),
        "crosscountry 0.1.0 (0123abc)");
  }

  static TrajectoryRow trajectory(String runId, int game) {
    return new TrajectoryRow(
        runId,
        3,
        1,
        game,
        "RoeFlux_1d",
        FINGERPRINT,
        17,
        2L,
        99,
        Ints.of(5, 2, 9),
        Longs.of(4, 2, 1),
        List.of(Ints.of(5, 2), Ints.of(2, 9), Ints.of()),
        List.of(Floats.of(0.75f, 0.25f), Floats.of(0.5f, 0.5f), Floats.of()),
        Floats.of(-0.5f, -0.25f, 0f),
        "principle");
  }

  static CheckpointRow checkpoint(String runId, long version) {
    float[] parameters = new float[1000];
    for (int index = 0; index < parameters.length; index++) {
      parameters[index] = (float) StrictMath.sin(index) + version;
    }
    return new CheckpointRow(
        runId,
        version,
        NOON,
        "train { seed = 42 }",
        "{\"hidden\": 64}",
        Floats.of(parameters),
        Floats.of(0.5f, -0.5f),
        "{\"steps\": 170}",
        Bytes.of((byte) 1, (byte) -1),
        Bytes.of(new byte[500]),
        "crosscountry 0.1.0 (0123abc)");
  }

  static MetricRow step(String runId, long step) {
    return new MetricRow(
        runId,
        MetricRow.Kind.STEP,
        null,
        17,
        step,
        NOON,
        12.5,
        null,
        null,
        new MetricRow.Learning(1.25, 0.5, 1.75, 1e-3, 4096),
        null,
        null,
        null);
  }

  static MetricRow wave(String runId, int wave) {
    return new MetricRow(
        runId,
        MetricRow.Kind.WAVE,
        wave,
        17,
        170L,
        NOON,
        13.5,
        "RoeFlux_1d",
        new MetricRow.Play(32, 3136, 100_352, 10.5, 2900.25, 1.5, 0.75),
        null,
        new MetricRow.Costs(320, 341.5, 333L, "principle"),
        new MetricRow.Load(0.5, 12, 2048.5, 16_384L),
        null);
  }

  static RunRow started(String runId) {
    return run(runId, null, "running", null, null);
  }

  static RunRow ended(String runId) {
    return run(runId, NOON.plusSeconds(120), "done", 0, "the budget of 2m is used up");
  }

  private static RunRow run(
      String runId, Instant endedAt, String status, Integer exitCode, String reason) {
    return new RunRow(
        runId,
        1,
        NOON,
        endedAt,
        status,
        exitCode,
        reason,
        "train { seed = 42 }",
        List.of("RoeFlux_1d", "HumanHeartDipole"),
        List.of(FINGERPRINT, FINGERPRINT),
        42,
        "crosscountry 0.1.0 (0123abc)",
        "17.0.15 Debian",
        "Linux 6.1 amd64",
        "2 processors, 24 GiB");
  }

  static PromotionRow promotion(
      long decision, PromotionRow.Outcome outcome, CheckpointId promoted) {
    return new PromotionRow(
        decision,
        NOON.plusSeconds(decision),
        outcome,
        "it is better on 2 graphs",
        new CheckpointId("nightly-" + decision, 17),
        new CheckpointId("nightly-0", 3),
        promoted,
        "principle",
        42,
        0,
        new PromotionRow.Qualities(1.25, 1.5, 1.125, 1.125),
        new PromotionRow.Counts(
            List.of("RoeFlux_1d"),
            List.of(FINGERPRINT),
            Longs.of(330),
            Longs.of(341),
            Longs.of(320)),
        Longs.of(330),
        new PromotionRow.Counts(
            List.of("random/7"), List.of(FINGERPRINT), Longs.of(20), Longs.of(20), Longs.of(19)),
        "crosscountry 0.1.0 (0123abc)");
  }
}
