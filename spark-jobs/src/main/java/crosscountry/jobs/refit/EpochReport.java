package crosscountry.jobs.refit;

/**
 * What an epoch saw, or the part of one that was stopped. Losses are means over its steps, each
 * taken before the step changed the parameters.
 *
 * @param epoch number of the epoch, from 1
 * @param version version of the network that came of it
 * @param steps steps of each copy, those before this epoch among them; the learning rate goes by
 *     them
 * @param examples examples that all copies learnt from in it
 * @param policyLoss cross-entropy of the moves, in nats
 * @param valueLoss Huber error of the value, in squared fractions of the graph's baseline
 * @param loss the weighted sum that was minimised
 * @param learningRate rate of its last step
 * @param elapsedSeconds seconds since learning began
 */
public record EpochReport(
    int epoch,
    long version,
    long steps,
    long examples,
    double policyLoss,
    double valueLoss,
    double loss,
    double learningRate,
    double elapsedSeconds) {}
