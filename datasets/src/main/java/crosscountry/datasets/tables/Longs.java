package crosscountry.datasets.tables;

import java.io.Serializable;
import java.util.Arrays;

/**
 * An immutable sequence of {@code long} values that is compared by content.
 *
 * <p>A record component of this type gives a row value equality, which an array would not, at the
 * memory of an array, which a list of boxed numbers would not.
 */
public final class Longs implements Serializable {

  private static final long serialVersionUID = 1L;

  private final long[] values;

  private Longs(long[] values) {
    this.values = values;
  }

  /** Returns a sequence of these values; the array is copied. */
  public static Longs of(long... values) {
    return new Longs(values.clone());
  }

  /** Takes an array that nobody else keeps, which spares a reader the copy. */
  static Longs owning(long[] values) {
    return new Longs(values);
  }

  /** Returns the number of values. */
  public int length() {
    return values.length;
  }

  /** Returns the value at a 0-based position. */
  public long get(int position) {
    return values[position];
  }

  /** Returns the values as a new array. */
  public long[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Longs that && Arrays.equals(values, that.values);
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
