package crosscountry.datasets.tables;

/**
 * A row that cannot be used, in a file that can be read.
 *
 * @param number the row's position in its append, counted from 0
 * @param fault what is wrong with it
 */
record PoisonedRow(long number, String fault) {}
