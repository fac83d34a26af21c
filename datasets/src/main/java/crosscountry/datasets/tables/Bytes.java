package crosscountry.datasets.tables;

import java.io.Serializable;
import java.util.Arrays;

/**
 * An immutable sequence of {@code byte} values that is compared by content.
 *
 * <p>A record component of this type gives a row value equality, which an array would not, at the
 * memory of an array, which a list of boxed numbers would not.
 */
public final class Bytes implements Serializable {

  private static final long serialVersionUID = 1L;

  private final byte[] values;

  private Bytes(byte[] values) {
    this.values = values;
  }

  /** Returns a sequence of these values; the array is copied. */
  public static Bytes of(byte... values) {
    return new Bytes(values.clone());
  }

  /** Takes an array that nobody else keeps, which spares a reader the copy. */
  static Bytes owning(byte[] values) {
    return new Bytes(values);
  }

  /** Returns the number of values. */
  public int length() {
    return values.length;
  }

  /** Returns the value at a 0-based position. */
  public byte get(int position) {
    return values[position];
  }

  /** Returns the values as a new array. */
  public byte[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return values.length + " bytes";
  }
}
