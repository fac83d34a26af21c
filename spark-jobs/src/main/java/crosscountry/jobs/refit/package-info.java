/**
 * Refitting: the network learns from all games of a warehouse on all executors, each of which has a
 * copy that is averaged with the others now and then. The one package outside of {@code models}
 * that knows DL4J, because dl4j-spark's training masters take its graphs and batches as they are.
 */
package crosscountry.jobs.refit;
