package crosscountry.environment.game;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Makes encoded positions out of rows and edges, as the encoder does in a game. */
public final class PositionFixture {

  private PositionFixture() {}

  /** Returns a position whose live vertices have the given features and no edges between them. */
  public static EncodedPosition of(float[][] rows) {
    return of(rows, new int[rows.length][0]);
  }

  /**
   * Returns a position.
   *
   * @param rows features of live vertices, [live][features]
   * @param predecessors rows of the live predecessors of each row, [live][]
   */
  public static EncodedPosition of(float[][] rows, int[][] predecessors) {
    EncodedPosition position = new EncodedPosition(Math.max(1, rows.length));
    position.show(1.0, rows.length, IntStream.range(0, rows.length).toArray(), rows);
    LiveNeighbours neighbours = position.neighbours();
    for (int row = 0; row < rows.length; row++) {
      int tail = row;
      Arrays.stream(predecessors[row]).forEach(neighbours.predecessors()::add);
      neighbours.predecessors().endList();
      IntStream.range(0, rows.length)
          .filter(head -> IntStream.of(predecessors[head]).anyMatch(other -> other == tail))
          .forEach(neighbours.successors()::add);
      neighbours.successors().endList();
    }
    return position;
  }
}
