package crosscountry.environment.structure;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where the Jacobian of one tensor (the head) with respect to another (the tail) has entries, and
 * along which axes their values vary. Immutable.
 *
 * <p>The Jacobian has the axes of the head and those of the tail. An axis of the head may be
 * <em>tied</em> to one of the tail: where their indices differ, all entries are zero (a Kronecker
 * delta). Along an axis, tied or not, the values of the entries may vary or be all the same; in an
 * axis that is not tied and does not vary, the entries are <em>replicated</em>. (The sparse tensors
 * of Graphax are of this kind; arXiv 2406.05027, section 2.)
 */
public final class JacobianStructure implements Serializable {

  private static final int FREE = -1;

  private static final long serialVersionUID = 1L;

  private final Shape head;
  private final Shape tail;
  private final Content content;

  /** For each axis of the head, the axis of the tail that it is tied to, or -1. */
  private final int[] tailAxis;

  /** For each axis of the tail, the axis of the head that it is tied to, or -1. */
  private final int[] headAxis;

  private final boolean[] headVaries;
  private final boolean[] tailVaries;

  private JacobianStructure(Builder builder) {
    this.head = builder.head;
    this.tail = builder.tail;
    this.content = builder.content;
    this.tailAxis = builder.tailAxis.clone();
    this.headAxis = builder.headAxis.clone();
    this.headVaries = builder.headVaries.clone();
    this.tailVaries = builder.tailVaries.clone();
  }

  /** Returns the structure without ties whose values vary along all axes. */
  public static JacobianStructure dense(Shape head, Shape tail) {
    return filled(head, tail, Content.VALUES);
  }

  /** Returns the structure of entries that are picked and placed elsewhere. */
  public static JacobianStructure movement(Shape head, Shape tail) {
    return filled(head, tail, Content.MOVEMENT);
  }

  private static JacobianStructure filled(Shape head, Shape tail, Content content) {
    Builder builder = new Builder(head, tail, content);
    Arrays.fill(builder.headVaries, true);
    Arrays.fill(builder.tailVaries, true);
    return builder.build();
  }

  /** Returns the structure of an identity: all axes tied, none varying. */
  public static JacobianStructure identity(Shape shape, Content content) {
    Builder builder = new Builder(shape, shape, content);
    for (int axis = 0; axis < shape.rank(); axis++) {
      builder.tie(axis, axis);
    }
    return builder.build();
  }

  /** Tells whether no axis is replicated: each is tied, or values vary along it. */
  public boolean isWithoutReplication() {
    return equals(withoutReplication());
  }

  /** Returns this structure with values varying along all axes that are not tied. */
  public JacobianStructure withoutReplication() {
    Builder builder = new Builder(head, tail, content);
    for (int axis = 0; axis < tailAxis.length; axis++) {
      if (isHeadTied(axis)) {
        builder.tie(axis, tailAxis[axis]);
      }
      builder.headVaries[axis] = headVaries[axis] || !isHeadTied(axis);
    }
    for (int axis = 0; axis < headAxis.length; axis++) {
      builder.tailVaries[axis] = tailVaries[axis] || !isTailTied(axis);
    }
    return builder.build();
  }

  /** Returns this structure with other sizes of the axes, of which there are as many. */
  JacobianStructure between(Shape otherHead, Shape otherTail) {
    Builder builder = new Builder(otherHead, otherTail, content);
    for (int axis = 0; axis < tailAxis.length; axis++) {
      if (isHeadTied(axis)) {
        builder.tie(axis, tailAxis[axis]);
      }
      builder.headVaries[axis] = headVaries[axis];
    }
    System.arraycopy(tailVaries, 0, builder.tailVaries, 0, tailVaries.length);
    return builder.build();
  }

  /** Returns the axes of the value that is derived. */
  public Shape head() {
    return head;
  }

  /** Returns the axes of the value with respect to which it is derived. */
  public Shape tail() {
    return tail;
  }

  /** Returns what the entries are. */
  public Content content() {
    return content;
  }

  /** Tells whether multiplying by this takes multiplications. */
  public boolean hasValues() {
    return content == Content.VALUES;
  }

  /** Tells whether this is one value: a product with another such takes one multiplication. */
  public boolean isScalar() {
    return hasValues()
        && head.elements() == 1
        && tail.elements() == 1
        && Arrays.stream(tailAxis).allMatch(axis -> axis == FREE);
  }

  /** Tells whether an axis of the head is tied to one of the tail. */
  public boolean isHeadTied(int axis) {
    return tailAxis[axis] != FREE;
  }

  /** Tells whether an axis of the tail is tied to one of the head. */
  public boolean isTailTied(int axis) {
    return headAxis[axis] != FREE;
  }

  /** Returns the axis of the tail to which an axis of the head is tied, or -1. */
  public int tailAxisOf(int headAxis) {
    return tailAxis[headAxis];
  }

  /** Returns the axis of the head to which an axis of the tail is tied, or -1. */
  public int headAxisOf(int tailAxis) {
    return headAxis[tailAxis];
  }

  /** Tells whether values vary along an axis of the head. */
  public boolean headVaries(int axis) {
    return headVaries[axis];
  }

  /** Tells whether values vary along an axis of the tail. */
  public boolean tailVaries(int axis) {
    return tailVaries[axis];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JacobianStructure that
        && head.equals(that.head)
        && tail.equals(that.tail)
        && content == that.content
        && Arrays.equals(tailAxis, that.tailAxis)
        && Arrays.equals(headVaries, that.headVaries)
        && Arrays.equals(tailVaries, that.tailVaries);
  }

  @Override
  public int hashCode() {
    int hash = 31 * head.hashCode() + tail.hashCode();
    hash = 31 * hash + content.hashCode();
    hash = 31 * hash + Arrays.hashCode(tailAxis);
    hash = 31 * hash + Arrays.hashCode(headVaries);
    return 31 * hash + Arrays.hashCode(tailVaries);
  }

  /**
   * Returns the structure for people: head and tail, ties as {@code h0=t1}, and a {@code *} behind
   * each axis along which values vary, for example {@code [4,4]/[4,4] h0=t0* h1=t1 VALUES}.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(head).append('/').append(tail);
    for (int axis = 0; axis < tailAxis.length; axis++) {
      text.append(" h").append(axis);
      if (isHeadTied(axis)) {
        text.append("=t").append(tailAxis[axis]);
      }
      text.append(headVaries[axis] ? "*" : "");
    }
    IntStream.range(0, headAxis.length)
        .filter(axis -> !isTailTied(axis))
        .forEach(axis -> text.append(" t").append(axis).append(tailVaries[axis] ? "*" : ""));
    return text.append(' ').append(content).toString();
  }

  /** Collects ties and varying axes; at first there are none. */
  public static final class Builder {

    private final Shape head;
    private final Shape tail;
    private final Content content;
    private final int[] tailAxis;
    private final int[] headAxis;
    private final boolean[] headVaries;
    private final boolean[] tailVaries;

    /** Starts a structure whose entries are all the same. */
    public Builder(Shape head, Shape tail, Content content) {
      this.head = head;
      this.tail = tail;
      this.content = content;
      this.tailAxis = new int[head.rank()];
      this.headAxis = new int[tail.rank()];
      this.headVaries = new boolean[head.rank()];
      this.tailVaries = new boolean[tail.rank()];
      Arrays.fill(tailAxis, FREE);
      Arrays.fill(headAxis, FREE);
    }

    /**
     * Ties an axis of the head to one of the tail.
     *
     * @throws IllegalArgumentException if one of them is tied already
     */
    public Builder tie(int ofHead, int ofTail) {
      if (tailAxis[ofHead] != FREE || headAxis[ofTail] != FREE) {
        throw new IllegalArgumentException(
            "axis %d of the head or axis %d of the tail is tied already".formatted(ofHead, ofTail));
      }
      tailAxis[ofHead] = ofTail;
      headAxis[ofTail] = ofHead;
      return this;
    }

    /** Lets values vary along an axis of the head, and along what it is tied to. */
    public Builder vary(int ofHead) {
      headVaries[ofHead] = true;
      return this;
    }

    /** Lets values vary along an axis of the tail, and along what it is tied to. */
    public Builder varyTail(int ofTail) {
      tailVaries[ofTail] = true;
      return this;
    }

    /** Returns the structure. */
    public JacobianStructure build() {
      for (int axis = 0; axis < tailAxis.length; axis++) {
        if (tailAxis[axis] != FREE) {
          boolean varies = headVaries[axis] || tailVaries[tailAxis[axis]];
          headVaries[axis] = varies;
          tailVaries[tailAxis[axis]] = varies;
        }
      }
      return new JacobianStructure(this);
    }
  }
}
