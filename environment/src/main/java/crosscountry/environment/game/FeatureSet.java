package crosscountry.environment.game;

/** How much of a position the network is shown. */
public enum FeatureSet {
  /** All features that {@link FollowedPosition} computes. */
  ALL,
  /** The degrees of the vertices, and nothing else; neighbours are no features. */
  DEGREES
}
