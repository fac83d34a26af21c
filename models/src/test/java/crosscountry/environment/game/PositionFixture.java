package crosscountry.environment.game;

import java.util.stream.IntStream;

/** Makes encoded positions out of rows, as the encoder does in a game. */
public final class PositionFixture {

  private PositionFixture() {}

  /** Returns a position whose live vertices have the given features, [live][FEATURES]. */
  public static EncodedPosition of(float[][] rows) {
    EncodedPosition position = new EncodedPosition(Math.max(1, rows.length));
    position.show(1.0, rows.length, IntStream.range(0, rows.length).toArray(), rows);
    return position;
  }
}
