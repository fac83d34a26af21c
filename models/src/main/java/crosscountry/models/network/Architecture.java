package crosscountry.models.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a network comes from the features x of live vertices to the logit and the excess of each. All
 * of them take graphs of any size, and renumbering the vertices renumbers what they say and changes
 * nothing else. What the blocks compute is told at {@link DenseBlock}.
 */
public enum Architecture {

  /**
   * No hidden layer: logit and excess are affine functions of the features of the vertex alone.
   *
   * <pre>
   *   z      = x                                         of every live vertex
   *   logit  = POLICY(z)
   *   excess = EXCESS(z)
   * </pre>
   */
  LINEAR,

  /**
   * Hidden units per vertex, and what they are on average as context.
   *
   * <pre>
   *   h      = relu(REFINEMENT(relu(EMBEDDING(x))))      of every live vertex
   *   c      = relu(CONTEXT(mean of h over live vertices))
   *   z      = relu(MIXING(h + c))                       of every live vertex
   *   logit  = POLICY(z)
   *   excess = EXCESS(z)
   * </pre>
   */
  POOLED_VERTEXWISE,

  /**
   * As {@link #POOLED_VERTEXWISE}, but each vertex also hears once from its live neighbours.
   *
   * <pre>
   *   p      = mean of h over live predecessors, 0 if there is none
   *   s      = mean of h over live successors, 0 if there is none
   *   z      = relu(MIXING([h + c, p, s]))               of every live vertex
   * </pre>
   */
  NEIGHBOURHOOD;

  /** Rises when the same sizes come to mean other parameters. */
  private static final int LAYOUT_VERSION = 1;

  /** Returns the blocks, in the order in which their parameters lie in a flat vector. */
  public List<DenseBlock> blocks() {
    return hasHiddenUnits()
        ? List.of(DenseBlock.values())
        : List.of(DenseBlock.POLICY, DenseBlock.EXCESS);
  }

  /** Returns whether there are hidden units. */
  public boolean hasHiddenUnits() {
    return this != LINEAR;
  }

  /** Returns whether what is said of a vertex depends on who its neighbours are. */
  public boolean readsNeighbours() {
    return this == NEIGHBOURHOOD;
  }

  /** Returns the name by which settings and blueprints call it, such as pooled-vertexwise. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the name with the version of the parameter layout, such as pooled-vertexwise/1. */
  String layout() {
    return label() + "/" + LAYOUT_VERSION;
  }

  /**
   * Returns the architecture of a name with version.
   *
   * @throws IllegalArgumentException if this software doesn't know it
   */
  static Architecture ofLayout(String layout) {
    return Arrays.stream(values())
        .filter(architecture -> architecture.layout().equals(layout))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The network is of architecture %s, but this software knows only %s.\n"
                            .formatted(layout, knownLayouts())
                        + "Maybe the checkpoint was written by another version of the software."));
  }

  private static String knownLayouts() {
    return Arrays.stream(values()).map(Architecture::layout).collect(Collectors.joining(", "));
  }
}
