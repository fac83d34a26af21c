package crosscountry.datasets.tables;

/**
 * A row group of a Parquet file, where reading may begin.
 *
 * @param offset where it begins in the file, in bytes
 * @param first the number of its first row in the file, counted from 0
 */
record RowGroup(long offset, long first) {

  /** The beginning of any file. */
  static final RowGroup START = new RowGroup(0, 0);
}
