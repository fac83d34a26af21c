package crosscountry.models.network;

/**
 * The dense layers of the network, in the order in which their parameters lie in a flat vector.
 *
 * <p>With F features and H hidden units, and all blocks shared by all vertices of all graphs:
 *
 * <pre>
 *   h      = relu(REFINEMENT(relu(EMBEDDING(x))))      of every live vertex
 *   c      = relu(CONTEXT(mean of h over live vertices))
 *   z      = relu(MIXING(h + c))                       of every live vertex
 *   logit  = POLICY(z)
 *   excess = EXCESS(z)
 * </pre>
 *
 * <p>A block's weights come first, [inputs][outputs] row by row, then its bias, [outputs].
 */
public enum DenseBlock {
  /** Features of a vertex to hidden units, [F][H]. */
  EMBEDDING,
  /** Second layer of a vertex, [H][H]. */
  REFINEMENT,
  /** Pooled mean to context, [H][H]. */
  CONTEXT,
  /** Vertex with context added to what the heads read, [H][H]. */
  MIXING,
  /** Logit of eliminating the vertex next, [H][1]. */
  POLICY,
  /** Expected cost of the vertex above its cut bound, [H][1]. */
  EXCESS;

  private static final DenseBlock[] ORDER = values();

  /** Returns the number of inputs. */
  public int inputs(NetworkBlueprint blueprint) {
    return this == EMBEDDING ? blueprint.features() : blueprint.hidden();
  }

  /** Returns the number of outputs. */
  public int outputs(NetworkBlueprint blueprint) {
    return this == POLICY || this == EXCESS ? 1 : blueprint.hidden();
  }

  /** Returns where the weights begin in the flat vector. */
  public int weightOffset(NetworkBlueprint blueprint) {
    int offset = 0;
    for (DenseBlock block : ORDER) {
      if (block == this) {
        break;
      }
      offset += block.length(blueprint);
    }
    return offset;
  }

  /** Returns where the bias begins in the flat vector. */
  public int biasOffset(NetworkBlueprint blueprint) {
    return weightOffset(blueprint) + inputs(blueprint) * outputs(blueprint);
  }

  /** Returns how many parameters the block has. */
  public int length(NetworkBlueprint blueprint) {
    return (inputs(blueprint) + 1) * outputs(blueprint);
  }
}
