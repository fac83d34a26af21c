package crosscountry.datasets.curriculum;

/** What is known of the sign of a value. Roots and logarithms are taken of positive ones only. */
enum Sign {

  /** Greater than zero wherever all inputs that are declared to be positive are. */
  POSITIVE,

  /** Nothing is known. */
  ANY
}
