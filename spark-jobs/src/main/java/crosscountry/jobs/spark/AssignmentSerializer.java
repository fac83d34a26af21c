package crosscountry.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import crosscountry.environment.game.FeatureSet;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.Reductions;
import crosscountry.environment.search.SearchSettings;
import crosscountry.environment.search.Transpositions;
import crosscountry.jobs.selfplay.GameMix;
import crosscountry.jobs.selfplay.SelfPlayAssignment;
import crosscountry.models.evaluation.EvaluatorKind;

/** Sends what a task is to play: counts in as few bytes as they need, choices by their ordinals. */
final class AssignmentSerializer extends FramedSerializer<SelfPlayAssignment> {

  AssignmentSerializer() {
    super("A self-play assignment");
  }

  @Override
  void writeBody(Kryo kryo, Output body, SelfPlayAssignment assignment) {
    put(body, assignment);
  }

  @Override
  SelfPlayAssignment readBody(Kryo kryo, Input body) {
    return take(body);
  }

  /** Writes an assignment as part of another body. */
  static void put(Output body, SelfPlayAssignment assignment) {
    body.writeVarInt(assignment.graph(), true);
    body.writeVarInt(assignment.wave(), true);
    body.writeVarInt(assignment.partition(), true);
    putMix(body, assignment.mix());
    body.writeVarLong(assignment.seed(), false);
    putSearch(body, assignment.search());
    putChoice(body, assignment.evaluator());
    putChoice(body, assignment.game().reductions());
    putChoice(body, assignment.game().features());
  }

  /** Reads an assignment as part of another body. */
  static SelfPlayAssignment take(Input body) {
    return new SelfPlayAssignment(
        body.readVarInt(true),
        body.readVarInt(true),
        body.readVarInt(true),
        takeMix(body),
        body.readVarLong(false),
        takeSearch(body),
        takeChoice(body, EvaluatorKind.values()),
        new GameSettings(
            takeChoice(body, Reductions.values()), takeChoice(body, FeatureSet.values())));
  }

  private static void putMix(Output body, GameMix mix) {
    body.writeVarInt(mix.evaluated(), true);
    body.writeVarInt(mix.searched(), true);
    body.writeVarInt(mix.sampled(), true);
    putDouble(body, mix.temperature());
    body.writeVarInt(mix.kept(), true);
  }

  private static GameMix takeMix(Input body) {
    return new GameMix(
        body.readVarInt(true),
        body.readVarInt(true),
        body.readVarInt(true),
        takeDouble(body),
        body.readVarInt(true));
  }

  private static void putSearch(Output body, SearchSettings search) {
    body.writeVarInt(search.simulations(), true);
    body.writeVarInt(search.consideredMoves(), true);
    putDouble(body, search.gumbelScale());
    putDouble(body, search.visitOffset());
    putDouble(body, search.valueScale());
    putChoice(body, search.transpositions());
  }

  private static SearchSettings takeSearch(Input body) {
    return new SearchSettings(
        body.readVarInt(true),
        body.readVarInt(true),
        takeDouble(body),
        takeDouble(body),
        takeDouble(body),
        takeChoice(body, Transpositions.values()));
  }

  // All machines run the same version, so that an ordinal means the same to all.
  @SuppressWarnings("EnumOrdinal")
  private static void putChoice(Output body, Enum<?> choice) {
    body.writeByte(choice.ordinal());
  }

  private static <E extends Enum<E>> E takeChoice(Input body, E[] choices) {
    return choices[body.readByte()];
  }

  /** Kryo's own way loses the bits of what is not a number. */
  private static void putDouble(Output body, double value) {
    body.writeLong(Double.doubleToRawLongBits(value));
  }

  private static double takeDouble(Input body) {
    return Double.longBitsToDouble(body.readLong());
  }
}
