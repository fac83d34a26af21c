package crosscountry.models.network;

/** Bounds of settings, checked where the setting is declared. */
final class Requirements {

  private Requirements() {}

  static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "The %s (%s) must be a positive, finite number".formatted(name, value));
    }
  }

  static void requireNotNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "The %s (%s) must be a finite number, 0 or more".formatted(name, value));
    }
  }
}
