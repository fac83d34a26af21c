package crosscountry.jobs.output;

import java.util.function.Function;

/**
 * A column of a printed result.
 *
 * @param name heading, and key of the machine-readable formats
 * @param value the cell of a row: a number, a boolean, text, a list, or null where nothing is known
 * @param <R> type of the rows
 */
public record Column<R>(String name, Function<R, Object> value) {}
