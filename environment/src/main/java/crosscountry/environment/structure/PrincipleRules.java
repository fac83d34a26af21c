package crosscountry.environment.structure;

import java.util.stream.IntStream;

/**
 * The rules that follow from what structures mean.
 *
 * <p>In a product, each axis of the vertex in the middle unites what the two factors tie it to. Of
 * the classes that arise so, those have values that vary along the class in either factor, and
 * every combination of their indices is one multiplication, because elsewhere a product repeats. A
 * class that has a middle axis only is summed over; one with an axis of the head and one of the
 * tail is a tie of the product.
 *
 * <p>In a sum, a tie survives that both summands have, and its values vary if they do in either. An
 * axis without such a tie is replicated if it is in both, and dense otherwise.
 */
public enum PrincipleRules implements StructureRules {

  /**
   * A movement loses its ease in every product with anything else, the identity included, and the
   * sum of two movements is one: so AlphaGrad counts.
   */
  PRINCIPLE {
    @Override
    Content productOfFree(JacobianStructure in, JacobianStructure out) {
      if (in.content() == out.content()) {
        return in.content() == Content.UNIT && sumsOnes(in, out) ? Content.VALUES : in.content();
      }
      return Content.VALUES;
    }

    @Override
    Content sumOfMovements() {
      return Content.MOVEMENT;
    }
  },

  /** Copies of copies are free, and twice an element is no copy: so an interpreter counts. */
  EXACT {
    @Override
    Content productOfFree(JacobianStructure in, JacobianStructure out) {
      if (repeatsOnes(in, out)) {
        return Content.VALUES;
      }
      if (in.content() == out.content()) {
        return in.content();
      }
      // A movement has at most one element in each row, so that a product of two is one as well.
      return sums(in.content() == Content.UNIT ? in : out) ? Content.VALUES : Content.MOVEMENT;
    }

    @Override
    Content sumOfMovements() {
      return Content.VALUES;
    }
  };

  /** Returns what two factors give of which neither has values, nor is a conversion. */
  abstract Content productOfFree(JacobianStructure in, JacobianStructure out);

  /** Returns what the entries of the sum of two movements are. */
  abstract Content sumOfMovements();

  @Override
  public JacobianStructure product(JacobianStructure in, JacobianStructure out) {
    if (in.content() == Content.COPY) {
      return out.between(out.head(), in.tail());
    }
    if (out.content() == Content.COPY) {
      return in.between(out.head(), in.tail());
    }
    Content content = in.hasValues() || out.hasValues() ? Content.VALUES : productOfFree(in, out);
    JacobianStructure.Builder product =
        new JacobianStructure.Builder(out.head(), in.tail(), content);
    for (int head = 0; head < out.head().rank(); head++) {
      int middle = out.tailAxisOf(head);
      if (middle >= 0 && in.isHeadTied(middle)) {
        product.tie(head, in.tailAxisOf(middle));
      }
      if (out.headVaries(head) || (middle >= 0 && in.headVaries(middle))) {
        product.vary(head);
      }
    }
    for (int tail = 0; tail < in.tail().rank(); tail++) {
      int middle = in.headAxisOf(tail);
      if (in.tailVaries(tail) || (middle >= 0 && out.tailVaries(middle))) {
        product.varyTail(tail);
      }
    }
    return product.build();
  }

  /** Tells whether several ones are summed, which is no longer one. */
  private static boolean sumsOnes(JacobianStructure in, JacobianStructure out) {
    for (int middle = 0; middle < in.head().rank(); middle++) {
      if (!in.isHeadTied(middle) && !out.isTailTied(middle) && in.head().size(middle) > 1) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether elements of the result are sums of several elements. */
  private static boolean sums(JacobianStructure ones) {
    return IntStream.range(0, ones.tail().rank())
        .anyMatch(axis -> !ones.isTailTied(axis) && ones.tail().size(axis) > 1);
  }

  /**
   * Tells whether a product of two factors, each of which picks elements and places or copies them,
   * may no longer be like that: because it sums several ones, or because it picks several elements
   * of one axis and leaves out others, so that a later product may sum them unnoticed.
   */
  private static boolean repeatsOnes(JacobianStructure in, JacobianStructure out) {
    for (int middle = 0; middle < in.head().rank(); middle++) {
      boolean placed = in.isHeadTied(middle) || in.headVaries(middle);
      boolean picked = out.isTailTied(middle) || out.tailVaries(middle);
      boolean masked =
          (in.isHeadTied(middle) && in.headVaries(middle))
              || (out.isTailTied(middle) && out.tailVaries(middle));
      boolean tied = in.isHeadTied(middle) || out.isTailTied(middle);
      if (in.head().size(middle) > 1 && !(placed && picked) && (masked || !tied)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public JacobianStructure sum(JacobianStructure existing, JacobianStructure added) {
    if (added.content() == Content.COPY) {
      return existing;
    }
    if (existing.content() == Content.COPY) {
      return added;
    }
    boolean movements =
        existing.content() == Content.MOVEMENT && added.content() == Content.MOVEMENT;
    JacobianStructure.Builder sum =
        new JacobianStructure.Builder(
            added.head(), added.tail(), movements ? sumOfMovements() : Content.VALUES);
    for (int head = 0; head < added.head().rank(); head++) {
      boolean common = existing.tailAxisOf(head) == added.tailAxisOf(head);
      if (common && added.isHeadTied(head)) {
        sum.tie(head, added.tailAxisOf(head));
      }
      if (!common || existing.headVaries(head) || added.headVaries(head)) {
        sum.vary(head);
      }
    }
    for (int tail = 0; tail < added.tail().rank(); tail++) {
      boolean common = existing.headAxisOf(tail) == added.headAxisOf(tail);
      if (!common || existing.tailVaries(tail) || added.tailVaries(tail)) {
        sum.varyTail(tail);
      }
    }
    return sum.build();
  }

  @Override
  public long multiplications(JacobianStructure in, JacobianStructure out) {
    if (!in.hasValues() || !out.hasValues()) {
      return 0;
    }
    long count = 1;
    for (int head = 0; head < out.head().rank(); head++) {
      int middle = out.tailAxisOf(head);
      if (out.headVaries(head) || (middle >= 0 && in.headVaries(middle))) {
        count = Math.multiplyExact(count, out.head().size(head));
      }
    }
    for (int tail = 0; tail < in.tail().rank(); tail++) {
      int middle = in.headAxisOf(tail);
      boolean counted = middle >= 0 && out.isTailTied(middle);
      if (!counted && (in.tailVaries(tail) || (middle >= 0 && out.tailVaries(middle)))) {
        count = Math.multiplyExact(count, in.tail().size(tail));
      }
    }
    for (int middle = 0; middle < in.head().rank(); middle++) {
      boolean summed = !in.isHeadTied(middle) && !out.isTailTied(middle);
      if (summed && (in.headVaries(middle) || out.tailVaries(middle))) {
        count = Math.multiplyExact(count, out.tail().size(middle));
      }
    }
    return count;
  }

  @Override
  public boolean setDetermined() {
    return this == PRINCIPLE;
  }
}
