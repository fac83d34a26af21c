package crosscountry.models.evaluation;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.search.Judgement;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import crosscountry.models.network.PolicyValueNetwork;
import crosscountry.models.network.PolicyValueNetwork.Outputs;
import crosscountry.models.network.PositionBatch;
import java.util.List;

/**
 * Evaluates with DL4J, which pays for large networks, large batches and GPUs. Needs an ND4J
 * backend.
 */
public final class Dl4jEvaluator implements NetworkEvaluator {

  private final PolicyValueNetwork network;
  private final PositionBatch batch;
  private long version;

  /** Creates an evaluator for the parameters of a snapshot. */
  public Dl4jEvaluator(NetworkSnapshot snapshot) {
    network = PolicyValueNetwork.of(snapshot);
    batch = new PositionBatch(snapshot.blueprint());
    version = snapshot.version();
  }

  @Override
  public NetworkBlueprint blueprint() {
    return network.blueprint();
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public void load(NetworkSnapshot snapshot) {
    InputChecks.requireBlueprint(blueprint(), snapshot);
    network.setParameters(snapshot.parameters());
    version = snapshot.version();
  }

  @Override
  public void evaluate(EncodedPosition position, Judgement judgement) {
    if (position.live() == 0) {
      return;
    }
    batch.reset(position.live());
    add(position, judgement);
    Outputs outputs = network.judge(batch);
    read(outputs, 0, position.live(), judgement);
    InputChecks.requireFinite(position, judgement);
  }

  @Override
  public void evaluateAll(List<EncodedPosition> positions, List<Judgement> judgements) {
    InputChecks.requireSameLength(positions, judgements);
    batch.reset(
        positions.stream().mapToInt(EncodedPosition::live).filter(live -> live > 0).toArray());
    for (int index = 0; index < positions.size(); index++) {
      add(positions.get(index), judgements.get(index));
    }
    if (batch.size() == 0) {
      return;
    }
    Outputs outputs = network.judge(batch);
    int index = 0;
    for (int position = 0; position < positions.size(); position++) {
      EncodedPosition judged = positions.get(position);
      if (judged.live() > 0) {
        read(outputs, index++, judged.live(), judgements.get(position));
        InputChecks.requireFinite(judged, judgements.get(position));
      }
    }
  }

  private void add(EncodedPosition position, Judgement judgement) {
    if (position.live() > 0) {
      InputChecks.requireFit(position, blueprint().features(), judgement);
      batch.add(position);
    }
  }

  private static void read(Outputs outputs, int index, int live, Judgement judgement) {
    int offset = index * outputs.slots();
    System.arraycopy(outputs.logits(), offset, judgement.logits(), 0, live);
    System.arraycopy(outputs.excess(), offset, judgement.excess(), 0, live);
  }
}
