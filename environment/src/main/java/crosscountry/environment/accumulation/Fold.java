package crosscountry.environment.accumulation;

import java.util.Arrays;

/** A function of any number of numbers whose order does not matter. */
enum Fold {
  SUM {
    @Override
    double value(double[] numbers) {
      return Arrays.stream(numbers).sum();
    }

    @Override
    double partial(double[] numbers, double value, int place) {
      return 1;
    }
  },

  PRODUCT {
    @Override
    double value(double[] numbers) {
      return productWithout(numbers, numbers.length);
    }

    @Override
    double partial(double[] numbers, double value, int place) {
      // No quotient, for the number may be zero.
      return productWithout(numbers, place);
    }
  },

  GREATEST {
    @Override
    double value(double[] numbers) {
      return Arrays.stream(numbers).max().orElse(Double.NEGATIVE_INFINITY);
    }

    @Override
    double partial(double[] numbers, double value, int place) {
      return share(numbers, value, place);
    }
  },

  LEAST {
    @Override
    double value(double[] numbers) {
      return Arrays.stream(numbers).min().orElse(Double.POSITIVE_INFINITY);
    }

    @Override
    double partial(double[] numbers, double value, int place) {
      return share(numbers, value, place);
    }
  },

  /** The logarithm of the sum of the exponentials. */
  LOG_SUM_EXP {
    @Override
    double value(double[] numbers) {
      double greatest = GREATEST.value(numbers);
      return greatest
          + Math.log(Arrays.stream(numbers).map(number -> Math.exp(number - greatest)).sum());
    }

    @Override
    double partial(double[] numbers, double value, int place) {
      return Math.exp(numbers[place] - value);
    }
  };

  /** Returns the value. */
  abstract double value(double[] numbers);

  /**
   * Returns the partial derivative with respect to one number.
   *
   * @param value the function's value there
   */
  abstract double partial(double[] numbers, double value, int place);

  private static double productWithout(double[] numbers, int place) {
    double product = 1;
    for (int other = 0; other < numbers.length; other++) {
      product *= other == place ? 1 : numbers[other];
    }
    return product;
  }

  /** Numbers that are equally extreme share the derivative. */
  private static double share(double[] numbers, double value, int place) {
    return numbers[place] == value
        ? 1.0 / Arrays.stream(numbers).filter(number -> number == value).count()
        : 0;
  }
}
