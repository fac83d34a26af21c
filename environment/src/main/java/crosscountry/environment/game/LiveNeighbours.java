package crosscountry.environment.game;

import java.io.Serializable;

/**
 * The edges between the live vertices of a position, by rows of {@link EncodedPosition}: each edge
 * stands once among the predecessors and once among the successors.
 */
public final class LiveNeighbours implements Serializable {

  private final NeighbourLists predecessors;
  private final NeighbourLists successors;

  private LiveNeighbours(NeighbourLists predecessors, NeighbourLists successors) {
    this.predecessors = predecessors;
    this.successors = successors;
  }

  /** Returns the neighbours of no row at all, for who doesn't read them. */
  public static LiveNeighbours none() {
    return new LiveNeighbours(new NeighbourLists(), new NeighbourLists());
  }

  /** Returns the live predecessors of each row. */
  public NeighbourLists predecessors() {
    return predecessors;
  }

  /** Returns the live successors of each row. */
  public NeighbourLists successors() {
    return successors;
  }

  /** Returns a copy that stays as it is when this is reused. */
  public LiveNeighbours copy() {
    return new LiveNeighbours(predecessors.copy(), successors.copy());
  }
}
