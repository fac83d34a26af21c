package crosscountry.jobs.refit;

import java.io.Serializable;
import java.util.List;

/**
 * What one copy of the network learns from between two averagings.
 *
 * @param seed source of its draws
 * @param keys keys of the files to draw from
 */
record Slice(long seed, List<String> keys) implements Serializable {}
