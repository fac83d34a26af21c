package crosscountry.datasets.tables;

/**
 * Where the rows of an append are: in a file of their own, or, once files were compacted, among
 * those of other appends.
 *
 * @param key the append
 * @param file the name of the file that holds its rows, without the suffix
 * @param first the number of its first row in the file, counted from 0
 * @param rows how many rows there are, or {@link #TO_THE_END}
 * @param group where reading has to begin to come by the first row
 */
record StoredAppend(FileKey key, FileKey file, long first, long rows, RowGroup group) {

  /** The rows of a file that holds one append. */
  static final long TO_THE_END = Long.MAX_VALUE;

  /** Returns the place of an append that has a file of its own. */
  static StoredAppend alone(FileKey key) {
    return new StoredAppend(key, key, 0, TO_THE_END, RowGroup.START);
  }

  /** Tells whether the file may hold other appends, too. */
  boolean isCompacted() {
    return rows != TO_THE_END;
  }

  /** Returns the number of the first row that is none of this append any more. */
  long end() {
    return isCompacted() ? first + rows : TO_THE_END;
  }
}
