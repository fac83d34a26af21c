package crosscountry.environment.game;

/** Makes encoded positions out of rows, as the encoder does in a game. */
public final class PositionFixture {

  private PositionFixture() {}

  /** Returns a position whose live vertices have the given features, [live][FEATURES]. */
  public static EncodedPosition of(float[][] rows) {
    EncodedPosition position = new EncodedPosition(Math.max(1, rows.length));
    position.reset(1.0);
    for (int vertex = 0; vertex < rows.length; vertex++) {
      System.arraycopy(rows[vertex], 0, position.append(vertex), 0, rows[vertex].length);
    }
    return position;
  }
}
