package crosscountry.datasets.tables;

import org.apache.hadoop.fs.Path;

/**
 * A file that is out of its table until it is known whether it may be deleted.
 *
 * @param place where it is, where no reader looks
 * @param origin where it was
 */
record Withdrawn(Path place, Path origin) {}
