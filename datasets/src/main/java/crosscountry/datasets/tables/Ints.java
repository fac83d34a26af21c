package crosscountry.datasets.tables;

import java.io.Serializable;
import java.util.Arrays;

/**
 * An immutable sequence of {@code int} values that is compared by content.
 *
 * <p>A record component of this type gives a row value equality, which an array would not, at the
 * memory of an array, which a list of boxed numbers would not.
 */
public final class Ints implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int[] values;

  private Ints(int[] values) {
    this.values = values;
  }

  /** Returns a sequence of these values; the array is copied. */
  public static Ints of(int... values) {
    return new Ints(values.clone());
  }

  /** Takes an array that nobody else keeps, which spares a reader the copy. */
  static Ints owning(int[] values) {
    return new Ints(values);
  }

  /** Returns the number of values. */
  public int length() {
    return values.length;
  }

  /** Returns the value at a 0-based position. */
  public int get(int position) {
    return values[position];
  }

  /** Returns the values as a new array. */
  public int[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ints that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
