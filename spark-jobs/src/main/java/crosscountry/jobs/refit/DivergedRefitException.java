package crosscountry.jobs.refit;

/**
 * A round of averaging met a loss that isn't finite, or led to such parameters; the network is as
 * it was before the round. The message is one sentence.
 */
public final class DivergedRefitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DivergedRefitException(int epoch, int round, double learningRate) {
    super(
        "round %d of epoch %d gave a loss or parameters that are not finite and was undone; maybe the learning rate (%s) is too high"
            .formatted(round, epoch, learningRate));
  }
}
