package crosscountry.datasets.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.PrimitiveConverter;

/**
 * The elements of a list while it is being read.
 *
 * @param <T> the Java type of the whole list
 */
abstract class ListElements<T> {

  private static final int FIRST_CAPACITY = 16;

  /** The number of elements so far. */
  private int size;

  /** Returns the number of elements so far. */
  final int size() {
    return size;
  }

  /** Forgets all elements, for the next list. */
  void clear() {
    size = 0;
  }

  /** Counts one more element and returns its 0-based position. */
  final int next() {
    return size++;
  }

  /** Returns the converter that adds an element. */
  abstract Converter reader();

  /** Returns the list of the elements so far. */
  abstract T toList();

  private static int grown(int capacity) {
    return Math.max(FIRST_CAPACITY, capacity + (capacity >> 1));
  }

  /** Elements that are 32-bit whole numbers. */
  static final class OfInts extends ListElements<Ints> {
    private int[] values = {};

    @Override
    Converter reader() {
      return new PrimitiveConverter() {
        @Override
        public void addInt(int value) {
          if (size() == values.length) {
            values = Arrays.copyOf(values, grown(values.length));
          }
          values[next()] = value;
        }
      };
    }

    @Override
    Ints toList() {
      return Ints.owning(Arrays.copyOf(values, size()));
    }
  }

  /** Elements that are 64-bit whole numbers. */
  static final class OfLongs extends ListElements<Longs> {
    private long[] values = {};

    @Override
    Converter reader() {
      return new PrimitiveConverter() {
        @Override
        public void addLong(long value) {
          if (size() == values.length) {
            values = Arrays.copyOf(values, grown(values.length));
          }
          values[next()] = value;
        }
      };
    }

    @Override
    Longs toList() {
      return Longs.owning(Arrays.copyOf(values, size()));
    }
  }

  /** Elements that are 32-bit floating point numbers. */
  static final class OfFloats extends ListElements<Floats> {
    private float[] values = {};

    @Override
    Converter reader() {
      return new PrimitiveConverter() {
        @Override
        public void addFloat(float value) {
          if (size() == values.length) {
            values = Arrays.copyOf(values, grown(values.length));
          }
          values[next()] = value;
        }
      };
    }

    @Override
    Floats toList() {
      return Floats.owning(Arrays.copyOf(values, size()));
    }
  }

  /** Elements of any column type, lists among them. */
  static final class OfValues<E> extends ListElements<List<E>> {
    private final ColumnType<E> type;
    private final List<E> values = new ArrayList<>();

    OfValues(ColumnType<E> type) {
      this.type = type;
    }

    @Override
    void clear() {
      super.clear();
      values.clear();
    }

    @Override
    Converter reader() {
      return type.reader(
          value -> {
            next();
            values.add(value);
          });
    }

    @Override
    List<E> toList() {
      return List.copyOf(values);
    }
  }
}
