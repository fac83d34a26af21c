package crosscountry.jobs.selfplay;

import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.search.PolicyValueFunction;
import crosscountry.models.evaluation.EvaluatorKind;
import crosscountry.models.evaluation.NetworkEvaluator;
import crosscountry.models.network.NetworkSnapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an executor keeps between tasks: prepared games for the whole JVM, and one evaluator per
 * thread, which is loaded anew only when the version changes.
 */
final class ExecutorState {

  // Graphs have identity equality, and a broadcast hands out one object per graph and JVM.
  private static final Map<GameSettings, Map<ComputationalGraph, VertexGame>> GAMES =
      new ConcurrentHashMap<>();

  private static final ThreadLocal<ExecutorState> STATES =
      ThreadLocal.withInitial(ExecutorState::new);

  private NetworkEvaluator evaluator;
  private EvaluatorKind kind;
  private NetworkSnapshot loaded;

  static ExecutorState ofThisThread() {
    return STATES.get();
  }

  static VertexGame game(ComputationalGraph graph, GameSettings settings) {
    return GAMES
        .computeIfAbsent(settings, absent -> new ConcurrentHashMap<>())
        .computeIfAbsent(graph, absent -> new VertexGame(absent, settings));
  }

  // One object per wave and JVM: identity tells versions of different runs apart.
  @SuppressWarnings("ReferenceEquality")
  PolicyValueFunction evaluator(EvaluatorKind wanted, NetworkSnapshot snapshot) {
    if (evaluator == null || kind != wanted || !loaded.blueprint().equals(snapshot.blueprint())) {
      evaluator = wanted.create(snapshot);
      kind = wanted;
      loaded = snapshot;
    } else if (loaded != snapshot) {
      evaluator.load(snapshot);
      loaded = snapshot;
    }
    return evaluator;
  }
}
