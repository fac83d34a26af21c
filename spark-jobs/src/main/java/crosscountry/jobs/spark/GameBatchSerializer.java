package crosscountry.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import crosscountry.environment.game.Trajectory;
import crosscountry.jobs.selfplay.GameBatch;
import crosscountry.jobs.selfplay.PlayTally;
import crosscountry.jobs.selfplay.SelfPlayAssignment;
import java.util.ArrayList;
import java.util.List;

/** Sends the games of a task, each as what it does not share with the one before it. */
final class GameBatchSerializer extends FramedSerializer<GameBatch> {

  GameBatchSerializer() {
    super("A batch of games");
  }

  @Override
  void writeBody(Kryo kryo, Output body, GameBatch batch) {
    AssignmentSerializer.put(body, batch.assignment());
    body.writeVarLong(batch.version(), true);
    putTally(body, batch.tally());
    body.writeVarLong(batch.busyNanos(), true);
    body.writeVarInt(batch.games().size(), true);
    Trajectory before = TrajectoryFormat.NO_GAME;
    for (Trajectory game : batch.games()) {
      TrajectoryFormat.put(body, game, before);
      before = game;
    }
  }

  @Override
  GameBatch readBody(Kryo kryo, Input body) {
    SelfPlayAssignment assignment = AssignmentSerializer.take(body);
    long version = body.readVarLong(true);
    PlayTally tally = takeTally(body);
    long busyNanos = body.readVarLong(true);
    int count = body.readVarInt(true);
    List<Trajectory> games = new ArrayList<>(count);
    Trajectory before = TrajectoryFormat.NO_GAME;
    for (int number = 0; number < count; number++) {
      before = TrajectoryFormat.take(body, before);
      games.add(before);
    }
    return new GameBatch(assignment, version, games, tally, busyNanos);
  }

  private static void putTally(Output body, PlayTally tally) {
    body.writeVarLong(tally.games(), true);
    body.writeVarLong(tally.moves(), true);
    body.writeVarLong(tally.evaluations(), true);
    body.writeVarLong(tally.multiplications(), true);
  }

  private static PlayTally takeTally(Input body) {
    return new PlayTally(
        body.readVarLong(true),
        body.readVarLong(true),
        body.readVarLong(true),
        body.readVarLong(true));
  }
}
