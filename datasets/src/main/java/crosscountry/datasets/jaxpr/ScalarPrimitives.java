package crosscountry.datasets.jaxpr;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Primitives that take scalars to a scalar, whatever their parameters, and tensors element by
 * element. A primitive that is missing here may make a tensor, which only a printed type can tell.
 *
 * <p>They are the elementwise operations of {@code jax.lax} on real numbers, by the names under
 * which the versions of JAX print them.
 */
final class ScalarPrimitives {

  private static final Set<String> UNARY =
      Set.of(
          "abs",
          "acos",
          "acosh",
          "asin",
          "asinh",
          "atan",
          "atanh",
          "bessel_i0e",
          "bessel_i1e",
          "bitcast_convert_type",
          "cbrt",
          "ceil",
          "clz",
          "convert_element_type",
          "copy",
          "copy_p",
          "cos",
          "cosh",
          "digamma",
          "erf",
          "erf_inv",
          "erfc",
          "exp",
          "exp2",
          "expm1",
          "floor",
          "integer_pow",
          "is_finite",
          "lgamma",
          "log",
          "log1p",
          "logistic",
          "neg",
          "not",
          "population_count",
          "reduce_precision",
          "round",
          "rsqrt",
          "sign",
          "sin",
          "sinh",
          "sqrt",
          "square",
          "stop_gradient",
          "tan",
          "tanh");

  private static final Set<String> BINARY =
      Set.of(
          "add",
          "add_any",
          "and",
          "atan2",
          "div",
          "eq",
          "eq_to",
          "ge",
          "gt",
          "igamma",
          "igamma_grad_a",
          "igammac",
          "le",
          "le_to",
          "lt",
          "lt_to",
          "max",
          "min",
          "mul",
          "ne",
          "nextafter",
          "or",
          "polygamma",
          "pow",
          "random_gamma_grad",
          "rem",
          "shift_left",
          "shift_right_arithmetic",
          "shift_right_logical",
          "sub",
          "tie_in",
          "xor",
          "zeta");

  private static final Set<String> TERNARY =
      Set.of("clamp", "regularized_incomplete_beta", "select");

  /** Takes which case to select, and the cases. */
  private static final String SELECTION = "select_n";

  private ScalarPrimitives() {}

  static Set<String> names() {
    return Stream.of(UNARY, BINARY, TERNARY, Set.of(SELECTION))
        .flatMap(Set::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  static boolean contains(String primitive) {
    return UNARY.contains(primitive)
        || BINARY.contains(primitive)
        || TERNARY.contains(primitive)
        || primitive.equals(SELECTION);
  }

  /** Tells whether a primitive that this contains takes so many operands. */
  static boolean takes(String primitive, int operands) {
    if (primitive.equals(SELECTION)) {
      return operands >= 2;
    }
    if (UNARY.contains(primitive)) {
      return operands == 1;
    }
    return operands == (BINARY.contains(primitive) ? 2 : 3);
  }
}
