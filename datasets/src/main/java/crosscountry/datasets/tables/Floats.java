package crosscountry.datasets.tables;

import java.io.Serializable;
import java.util.Arrays;

/**
 * An immutable sequence of {@code float} values that is compared by content; NaN equals NaN.
 *
 * <p>A record component of this type gives a row value equality, which an array would not, at the
 * memory of an array, which a list of boxed numbers would not.
 */
public final class Floats implements Serializable {

  private static final long serialVersionUID = 1L;

  // A parameter vector in a log or an assertion's message helps nobody.
  private static final int SHOWN = 32;

  private final float[] values;

  private Floats(float[] values) {
    this.values = values;
  }

  /** Returns a sequence of these values; the array is copied. */
  public static Floats of(float... values) {
    return new Floats(values.clone());
  }

  /** Takes an array that nobody else keeps, which spares a reader the copy. */
  static Floats owning(float[] values) {
    return new Floats(values);
  }

  /** Returns the number of values. */
  public int length() {
    return values.length;
  }

  /** Returns the value at a 0-based position. */
  public float get(int position) {
    return values[position];
  }

  /** Returns the values as a new array. */
  public float[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Floats that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return values.length <= SHOWN ? Arrays.toString(values) : values.length + " floats";
  }
}
