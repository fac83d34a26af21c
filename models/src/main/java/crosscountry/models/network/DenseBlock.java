package crosscountry.models.network;

/**
 * The dense layers that networks are made of, shared by all vertices of all graphs. Which of them
 * an architecture has, in which order their parameters lie in a flat vector, and what is made of
 * them is told at {@link Architecture}.
 *
 * <p>F is the number of features, H that of hidden units. A block's weights come first,
 * [inputs][outputs] row by row, then its bias, [outputs].
 */
public enum DenseBlock {
  /** Features of a vertex to hidden units, [F][H]. */
  EMBEDDING,
  /** Second layer of a vertex, [H][H]. */
  REFINEMENT,
  /** Pooled mean to context, [H][H]. */
  CONTEXT,
  /**
   * Vertex with context added to what the heads read, [H][H]; where neighbours are read [3H][H],
   * for the vertex with context, the mean of its predecessors and that of its successors.
   */
  MIXING,
  /** Logit of eliminating the vertex next, [H][1], or [F][1] where there are no hidden units. */
  POLICY,
  /** Expected cost of the vertex above its cut bound, of the same shape. */
  EXCESS;

  /** Inputs of {@link #MIXING} where neighbours are read, in multiples of H. */
  private static final int NEIGHBOURHOOD_INPUTS = 3;

  /** Returns the number of inputs. */
  public int inputs(NetworkBlueprint blueprint) {
    return switch (this) {
      case EMBEDDING -> blueprint.features();
      case REFINEMENT, CONTEXT -> blueprint.hidden();
      case MIXING ->
          blueprint.architecture().readsNeighbours()
              ? NEIGHBOURHOOD_INPUTS * blueprint.hidden()
              : blueprint.hidden();
      case POLICY, EXCESS ->
          blueprint.architecture().hasHiddenUnits() ? blueprint.hidden() : blueprint.features();
    };
  }

  /** Returns the number of outputs. */
  public int outputs(NetworkBlueprint blueprint) {
    return this == POLICY || this == EXCESS ? 1 : blueprint.hidden();
  }

  /**
   * Returns where the weights begin in the flat vector.
   *
   * @throws IllegalArgumentException if the architecture has no such block
   */
  public int weightOffset(NetworkBlueprint blueprint) {
    int offset = 0;
    for (DenseBlock block : blueprint.architecture().blocks()) {
      if (block == this) {
        return offset;
      }
      offset += block.length(blueprint);
    }
    throw new IllegalArgumentException("%s has no block %s".formatted(blueprint.toText(), this));
  }

  /**
   * Returns where the bias begins in the flat vector.
   *
   * @throws IllegalArgumentException if the architecture has no such block
   */
  public int biasOffset(NetworkBlueprint blueprint) {
    return weightOffset(blueprint) + inputs(blueprint) * outputs(blueprint);
  }

  /** Returns how many parameters the block has. */
  public int length(NetworkBlueprint blueprint) {
    return (inputs(blueprint) + 1) * outputs(blueprint);
  }
}
