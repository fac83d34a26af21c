/**
 * The warehouse: discovered orders, proven bounds, trajectories, checkpoints, metrics and runs as
 * plain Parquet.
 *
 * <p>{@link crosscountry.datasets.tables.Warehouse} is the way in. Each append is one file, written
 * where no reader looks and then published whole, so that Spark, DuckDB and pyarrow may read the
 * folders at any time as they lie.
 */
package crosscountry.datasets.tables;
