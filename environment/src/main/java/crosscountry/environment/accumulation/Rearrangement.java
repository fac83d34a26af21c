package crosscountry.environment.accumulation;

import crosscountry.environment.structure.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * A function each of whose elements is an element of an operand.
 *
 * @param shape shape of the result
 * @param sources where elements come from
 */
record Rearrangement(Shape shape, Sources sources) implements TensorFunction {

  /** Stands for no element of this operand. */
  static final int NOWHERE = -1;

  /** Where the elements of a result come from. */
  interface Sources {

    /**
     * Returns, for each operand, the element that becomes each element of the result, or {@link
     * #NOWHERE}, [operands][elements].
     *
     * @param operands the values, for indices may be among them
     */
    int[][] of(List<Tensor> operands);
  }

  /** Where the elements of an operand come to be in a result. */
  interface Place {

    /** Returns the operand's element that becomes the result's, or {@link #NOWHERE}. */
    int of(int element);
  }

  /** Returns the rearrangement of one operand that depends on no values. */
  static Rearrangement of(Shape shape, Place place) {
    int[][] sources = {sources(shape, place)};
    return new Rearrangement(shape, operands -> sources);
  }

  /** Returns the sources of all elements of a result in one operand. */
  static int[] sources(Shape shape, Place place) {
    int[] sources = new int[Math.toIntExact(shape.elements())];
    Arrays.setAll(sources, place::of);
    return sources;
  }

  @Override
  public Tensor value(List<Tensor> operands) {
    double[] elements = new double[(int) shape.elements()];
    int[][] from = sources.of(operands);
    for (int position = 0; position < from.length; position++) {
      for (int element = 0; element < elements.length; element++) {
        if (from[position][element] != NOWHERE) {
          elements[element] = operands.get(position).at(from[position][element]);
        }
      }
    }
    return new Tensor(shape, elements);
  }

  @Override
  public void addPartials(List<Tensor> operands, Tensor value, int position, PartialSink to) {
    int[] from = sources.of(operands)[position];
    for (int element = 0; element < from.length; element++) {
      if (from[element] != NOWHERE) {
        to.add(element, from[element], 1);
      }
    }
  }
}
