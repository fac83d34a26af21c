package crosscountry.jobs.refit;

import crosscountry.models.network.LossReport;
import java.io.Serializable;

/**
 * What a copy of the network saw in one step.
 *
 * @param copy number of the copy, which is that of its slice in the round, from 0
 * @param report the losses
 */
record CopyReport(int copy, LossReport report) implements Serializable {}
