package crosscountry.datasets.tables;

import java.time.Instant;

/**
 * Where an order is in its table, and what of it queries choose by; {@link OrderRow} says what the
 * columns mean.
 *
 * <p>It is read without the rest of its row, so the row may still turn out to be poisoned.
 */
public interface OrderHead {

  /** Returns the key of the append that the row came with. */
  FileKey append();

  /** Returns the row's position in that append, counted from 0. */
  long number();

  /** Returns the graph's name. */
  String graph();

  /** Returns the fingerprint of the graph's traced program. */
  String graphFingerprint();

  /** Returns the name of the rules by which multiplications are counted. */
  String costModel();

  /** Returns what accumulating the Jacobian in this order takes. */
  long multiplications();

  /** Returns the lower bound that was known when the order was found. */
  long lowerBound();

  /** Returns what found the order. */
  String method();

  /** Returns the run that found it. */
  String runId();

  /** Returns when it was found. */
  Instant discoveredAt();

  /** Tells whether the Jacobian accumulated along it agreed numerically with another mode's. */
  boolean verified();
}
