package crosscountry.datasets.tables;

import static net.jqwik.api.Combinators.combine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Generates rows whose every cell is anything that its column can hold. */
final class RowArbitraries {

  private static final double NULLS = 0.2;

  private static final Arbitrary<Integer> INT = Arbitraries.integers();
  private static final Arbitrary<Long> LONG = Arbitraries.longs();
  private static final Arbitrary<Boolean> TRUTH = Arbitraries.of(true, false);
  private static final Arbitrary<Double> REAL =
      Arbitraries.oneOf(
          Arbitraries.doubles(),
          Arbitraries.of(Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -0.0, 0.0));
  private static final Arbitrary<Float> FLOAT =
      Arbitraries.oneOf(
          Arbitraries.floats(),
          Arbitraries.of(Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, -0.0f, 0.0f));
  private static final Arbitrary<Instant> INSTANT =
      Arbitraries.oneOf(
          combine(
                  Arbitraries.longs().between(-60_000_000_000L, 250_000_000_000L),
                  Arbitraries.longs().between(0, 999_999_999))
              .as(Instant::ofEpochSecond),
          Arbitraries.of(
              Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS),
              Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS)));
  private static final Arbitrary<String> TEXT =
      Arbitraries.oneOf(
          Arbitraries.strings().ofMaxLength(20).filter(RowArbitraries::isUnicode),
          Arbitraries.of("", "\u0000", "naïve Ω 漢字 \uD83D\uDE80", "line\r\nline", "null"));
  private static final Arbitrary<Ints> INTS = INT.array(int[].class).ofMaxSize(30).map(Ints::of);
  private static final Arbitrary<Floats> FLOATS =
      FLOAT.array(float[].class).ofMaxSize(30).map(Floats::of);
  private static final Arbitrary<Bytes> BYTES =
      Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(Bytes::of);

  private RowArbitraries() {}

  private static boolean isUnicode(String text) {
    return text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }

  static Arbitrary<OrderRow> orders() {
    return combine(
            TEXT.list().ofSize(6),
            LONG.list().ofSize(6),
            TRUTH.list().ofSize(2),
            INTS,
            INT.injectNull(NULLS),
            LONG.injectNull(NULLS),
            INSTANT)
        .as(
            (texts, longs, truths, order, wave, version, discoveredAt) ->
                new OrderRow(
                    texts.get(0),
                    texts.get(1),
                    texts.get(2),
                    order,
                    longs.get(0),
                    new Baselines(longs.get(1), longs.get(2), longs.get(3), longs.get(4)),
                    truths.get(0),
                    texts.get(3),
                    texts.get(4),
                    wave,
                    version,
                    longs.get(5),
                    discoveredAt,
                    truths.get(1),
                    texts.get(5)));
  }

  static Arbitrary<BoundRow> bounds() {
    return combine(TEXT.list().ofSize(6), LONG.list().ofSize(2), INT, REAL, INSTANT)
        .as(
            (texts, longs, rounds, seconds, provenAt) ->
                new BoundRow(
                    texts.get(0),
                    texts.get(1),
                    texts.get(2),
                    texts.get(3),
                    longs.get(0),
                    longs.get(1),
                    texts.get(4),
                    rounds,
                    seconds,
                    provenAt,
                    texts.get(5)));
  }

  /** One elimination of a game. */
  private record Step(int equation, long multiplications) {}

  /** One move that a search considered. */
  private record Move(int equation, float probability) {}

  /** One position that a search looked at. */
  private record Position(List<Move> moves, float rootValue) {}

  static Arbitrary<TrajectoryRow> trajectories() {
    Arbitrary<List<Step>> steps = combine(INT, LONG).as(Step::new).list().ofMaxSize(12);
    Arbitrary<List<Move>> moves = combine(INT, FLOAT).as(Move::new).list().ofMaxSize(6);
    Arbitrary<List<Position>> positions =
        combine(moves, FLOAT).as(Position::new).list().ofMaxSize(12);
    return combine(
            TEXT.list().ofSize(3),
            INT.list().ofSize(3),
            LONG.list().ofSize(2),
            LONG.injectNull(NULLS),
            steps,
            positions,
            TEXT.injectNull(NULLS))
        .as(RowArbitraries::trajectory);
  }

  private static TrajectoryRow trajectory(
      List<String> texts,
      List<Integer> ints,
      List<Long> longs,
      Long staleness,
      List<Step> steps,
      List<Position> positions,
      String costModel) {
    return new TrajectoryRow(
        texts.get(0),
        ints.get(0),
        ints.get(1),
        ints.get(2),
        texts.get(1),
        texts.get(2),
        longs.get(0),
        staleness,
        longs.get(1),
        Ints.of(steps.stream().mapToInt(Step::equation).toArray()),
        Longs.of(steps.stream().mapToLong(Step::multiplications).toArray()),
        positions.stream()
            .map(at -> Ints.of(at.moves().stream().mapToInt(Move::equation).toArray()))
            .toList(),
        positions.stream()
            .map(at -> floats(at.moves().stream().map(Move::probability).toList()))
            .toList(),
        floats(positions.stream().map(Position::rootValue).toList()),
        costModel);
  }

  private static Floats floats(List<Float> values) {
    float[] array = new float[values.size()];
    for (int position = 0; position < array.length; position++) {
      array[position] = values.get(position);
    }
    return Floats.of(array);
  }

  static Arbitrary<CheckpointRow> checkpoints() {
    return combine(TEXT.list().ofSize(5), LONG, INSTANT, FLOATS, FLOATS, BYTES, BYTES)
        .as(
            (texts, version, createdAt, parameters, updaterState, randomState, replay) ->
                new CheckpointRow(
                    texts.get(0),
                    version,
                    createdAt,
                    texts.get(1),
                    texts.get(2),
                    parameters,
                    updaterState,
                    texts.get(3),
                    randomState,
                    replay,
                    texts.get(4)));
  }

  /** What a metric is about. */
  private record Subject(
      String graph,
      MetricRow.Play play,
      MetricRow.Learning learning,
      MetricRow.Costs costs,
      MetricRow.Load load,
      String event) {}

  static Arbitrary<MetricRow> metrics() {
    Arbitrary<MetricRow.Play> play =
        combine(LONG, LONG, LONG, REAL, REAL, REAL, REAL.injectNull(NULLS)).as(MetricRow.Play::new);
    Arbitrary<MetricRow.Learning> learning =
        combine(REAL, REAL, REAL, REAL, LONG).as(MetricRow.Learning::new);
    Arbitrary<MetricRow.Costs> costs =
        combine(LONG, REAL, LONG.injectNull(NULLS), TEXT.injectNull(NULLS))
            .as(MetricRow.Costs::new);
    Arbitrary<MetricRow.Load> load =
        combine(REAL, LONG, REAL.injectNull(NULLS), LONG.injectNull(NULLS)).as(MetricRow.Load::new);
    Arbitrary<Subject> subject =
        combine(
                TEXT.injectNull(NULLS),
                play.injectNull(NULLS),
                learning.injectNull(NULLS),
                costs.injectNull(NULLS),
                load.injectNull(NULLS),
                TEXT.injectNull(NULLS))
            .as(Subject::new);
    return combine(
            TEXT,
            Arbitraries.of(MetricRow.Kind.class),
            INT.injectNull(NULLS),
            LONG,
            LONG.injectNull(NULLS),
            INSTANT,
            REAL,
            subject)
        .as(
            (runId, kind, wave, version, step, recordedAt, elapsed, about) ->
                new MetricRow(
                    runId,
                    kind,
                    wave,
                    version,
                    step,
                    recordedAt,
                    elapsed,
                    about.graph(),
                    about.play(),
                    about.learning(),
                    about.costs(),
                    about.load(),
                    about.event()));
  }

  static Arbitrary<RunRow> runs() {
    return combine(
            TEXT.list().ofSize(7),
            INT,
            INSTANT,
            INSTANT.injectNull(NULLS),
            INT.injectNull(NULLS),
            TEXT.injectNull(NULLS),
            TEXT.list().ofSize(2).list().ofMaxSize(5),
            LONG)
        .as(
            (texts, attempt, startedAt, endedAt, exitCode, reason, graphs, seed) ->
                new RunRow(
                    texts.get(0),
                    attempt,
                    startedAt,
                    endedAt,
                    texts.get(1),
                    exitCode,
                    reason,
                    texts.get(2),
                    graphs.stream().map(graph -> graph.get(0)).toList(),
                    graphs.stream().map(graph -> graph.get(1)).toList(),
                    seed,
                    texts.get(3),
                    texts.get(4),
                    texts.get(5),
                    texts.get(6)));
  }

  static Arbitrary<GraphRow> graphs() {
    return combine(TEXT.list().ofSize(5), INSTANT)
        .as(
            (texts, registeredAt) ->
                new GraphRow(
                    texts.get(0),
                    texts.get(1),
                    texts.get(2),
                    texts.get(3),
                    registeredAt,
                    texts.get(4)));
  }

  static Arbitrary<PromotionRow> promotions() {
    Arbitrary<CheckpointId> ids = combine(TEXT, LONG).as(CheckpointId::new);
    Arbitrary<Longs> longs = LONG.array(long[].class).ofMaxSize(5).map(Longs::of);
    Arbitrary<PromotionRow.Counts> counts =
        combine(TEXT.list().ofMaxSize(3), TEXT.list().ofMaxSize(3), longs, longs, longs)
            .as(PromotionRow.Counts::new);
    Arbitrary<Double> quality = REAL.injectNull(NULLS);
    Arbitrary<PromotionRow.Qualities> qualities =
        combine(quality, quality, quality, quality).as(PromotionRow.Qualities::new);
    Arbitrary<PromotionRow> decided =
        combine(
                TEXT.list().ofSize(3),
                LONG.list().ofSize(2),
                INSTANT,
                Arbitraries.of(PromotionRow.Outcome.class),
                ids.list().ofSize(2),
                ids.injectNull(NULLS),
                REAL)
            .as(
                (texts, numbers, decidedAt, outcome, known, previous, tolerance) ->
                    new PromotionRow(
                        numbers.get(0),
                        decidedAt,
                        outcome,
                        texts.get(0),
                        known.get(0),
                        previous,
                        known.get(1),
                        texts.get(1),
                        numbers.get(1),
                        tolerance,
                        PromotionRow.Qualities.NONE,
                        PromotionRow.Counts.NONE,
                        Longs.of(),
                        PromotionRow.Counts.NONE,
                        texts.get(2)));
    return combine(decided, qualities, counts, longs, counts)
        .as(
            (row, compared, graphs, bestBefore, holdOut) ->
                new PromotionRow(
                    row.decision(),
                    row.decidedAt(),
                    row.outcome(),
                    row.reason(),
                    row.candidate(),
                    row.previous(),
                    row.promoted(),
                    row.costModel(),
                    row.seed(),
                    row.tolerance(),
                    compared,
                    graphs,
                    bestBefore,
                    holdOut,
                    row.software()));
  }
}
