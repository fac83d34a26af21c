package crosscountry.datasets.jaxpr;

import java.util.Set;

/**
 * Primitives that take scalars to a scalar, whatever their parameters. A primitive that is missing
 * here may make a tensor, which only a printed type can tell.
 *
 * <p>They are the elementwise operations of {@code jax.lax} on real numbers, by the names under
 * which the versions of JAX print them.
 */
final class ScalarPrimitives {

  private static final Set<String> NAMES =
      Set.of(
          "abs",
          "acos",
          "acosh",
          "add",
          "add_any",
          "and",
          "asin",
          "asinh",
          "atan",
          "atan2",
          "atanh",
          "bessel_i0e",
          "bessel_i1e",
          "bitcast_convert_type",
          "cbrt",
          "ceil",
          "clamp",
          "clz",
          "convert_element_type",
          "copy",
          "copy_p",
          "cos",
          "cosh",
          "digamma",
          "div",
          "eq",
          "eq_to",
          "erf",
          "erf_inv",
          "erfc",
          "exp",
          "exp2",
          "expm1",
          "floor",
          "ge",
          "gt",
          "igamma",
          "igamma_grad_a",
          "igammac",
          "integer_pow",
          "is_finite",
          "le",
          "le_to",
          "lgamma",
          "log",
          "log1p",
          "logistic",
          "lt",
          "lt_to",
          "max",
          "min",
          "mul",
          "ne",
          "neg",
          "nextafter",
          "not",
          "or",
          "polygamma",
          "population_count",
          "pow",
          "random_gamma_grad",
          "reduce_precision",
          "regularized_incomplete_beta",
          "rem",
          "round",
          "rsqrt",
          "select",
          "select_n",
          "shift_left",
          "shift_right_arithmetic",
          "shift_right_logical",
          "sign",
          "sin",
          "sinh",
          "sqrt",
          "square",
          "stop_gradient",
          "sub",
          "tan",
          "tanh",
          "tie_in",
          "xor",
          "zeta");

  private ScalarPrimitives() {}

  static boolean contains(String primitive) {
    return NAMES.contains(primitive);
  }
}
