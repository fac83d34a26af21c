package crosscountry.datasets.tables;

/**
 * What became of one row of a file that can be read: the row, or why its cells make none.
 *
 * @param row the row, or null if its cells make none
 * @param fault why they make none, or null if they do
 * @param <R> the Java type of a row
 */
record ReadRow<R>(R row, RuntimeException fault) {}
