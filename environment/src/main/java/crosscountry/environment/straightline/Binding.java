package crosscountry.environment.straightline;

/** How strongly an expression holds together, weakest first. */
enum Binding {
  /** Sums and differences. */
  SUM,
  /** Products and quotients. */
  PRODUCT,
  /** A sign, or another operator of one operand. */
  SIGN,
  /** Calls, names, numbers, and what is in parentheses. */
  CALL
}
