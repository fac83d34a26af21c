package crosscountry.jobs.refit;

import crosscountry.models.network.LossSettings;
import crosscountry.models.network.NetworkBlueprint;
import java.io.Serializable;

/**
 * How examples are drawn and packed.
 *
 * @param blueprint of the network that learns
 * @param losses weights of the loss terms
 * @param bestShare probability with which an example is drawn from the cheapest games
 * @param batchSize examples of a batch
 * @param batches batches of a slice
 */
record BatchSettings(
    NetworkBlueprint blueprint, LossSettings losses, double bestShare, int batchSize, int batches)
    implements Serializable {}
