package crosscountry.environment.heuristic;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.PublishedType;
import crosscountry.environment.structure.StructureTable;
import java.util.Arrays;

/**
 * The Markowitz degree that AlphaGrad minimizes on tensors (jamielohoff/alphagrad,
 * src/alphagrad/vertexgame; arXiv 2406.05027): the sum of one size over the out-edges times the sum
 * of another over the in-edges. It is not what the elimination costs, and knows few types: of dense
 * edges it takes all elements of the tail, or of the head; of some others one axis, and of the rest
 * the last axis of the head.
 */
final class PublishedDegree implements VertexScore {

  private final StructureTable structures;

  /** By the number of a structure, plus one, or zero if not yet known: for an edge in, and out. */
  private long[] sizesIn = new long[64];

  private long[] sizesOut = new long[64];

  PublishedDegree(StructureTable structures) {
    this.structures = structures;
  }

  @Override
  public long of(EliminationState state, int vertex) {
    long in = 0;
    for (int p = state.nextPredecessor(vertex, 0);
        p >= 0;
        p = state.nextPredecessor(vertex, p + 1)) {
      in += sizeIn(state.structure(p, vertex));
    }
    long out = 0;
    for (int s = state.nextSuccessor(vertex, 0); s >= 0; s = state.nextSuccessor(vertex, s + 1)) {
      out += sizeOut(state.structure(vertex, s));
    }
    return out * in;
  }

  private long sizeIn(int number) {
    learn(number);
    return sizesIn[number] - 1;
  }

  private long sizeOut(int number) {
    learn(number);
    return sizesOut[number] - 1;
  }

  private void learn(int number) {
    if (number >= sizesIn.length) {
      sizesIn = Arrays.copyOf(sizesIn, 2 * number);
      sizesOut = Arrays.copyOf(sizesOut, 2 * number);
    }
    if (sizesIn[number] == 0) {
      JacobianStructure edge = structures.structure(number);
      sizesIn[number] = 1 + size(edge, edge.head().elements());
      sizesOut[number] = 1 + size(edge, edge.tail().elements());
    }
  }

  private static long size(JacobianStructure edge, long ifDense) {
    if (!PublishedType.has(edge)) {
      return ifDense;
    }
    return switch (PublishedType.of(edge)) {
      case DENSE -> ifDense;
      case ELEMENTWISE, TRANSPOSED_ELEMENTWISE, ELEMENTWISE_ALONG_COLUMNS -> 1;
      case COLUMN_DIAGONAL, ROW_TO_COLUMN_DIAGONAL, CONVERSION -> edge.head().size(0);
      default -> edge.head().size(1);
    };
  }
}
