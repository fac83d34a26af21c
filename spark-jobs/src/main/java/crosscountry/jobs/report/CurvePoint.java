package crosscountry.jobs.report;

/**
 * How far a run had come on one graph when a wave of self-play ended.
 *
 * @param moves eliminations played on the graph since the run began
 * @param evaluations positions of the graph that the network judged since then
 * @param seconds wall clock over all attempts at the run, without the time between them
 * @param best multiplications of the cheapest order until then
 * @param mean multiplications per game, averaged over the wave
 */
public record CurvePoint(long moves, long evaluations, double seconds, long best, double mean) {}
