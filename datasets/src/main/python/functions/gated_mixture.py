"""Mixture of two expert networks behind a gate (R. A. Jacobs, M. I. Jordan, S. J. Nowlan and G. E. Hinton,
Neural Computation 3, 1991) with a loss of P. J. Huber, written with JAX's own functions: they trace to nested
calls.
"""

import jax
import jax.numpy as jnp


@jax.jit
def _expert(x, weight, bias, out_weight):
    return out_weight @ jax.nn.relu(weight @ x + bias)


@jax.jit
def _smooth_expert(x, weight, bias, out_weight):
    return out_weight @ jax.nn.silu(weight @ x + bias)


@jax.jit
def _huber(residual, limit):
    size = jnp.abs(residual)
    return jnp.where(size < limit, 0.5 * residual**2, limit * (size - 0.5 * limit))


def gated_mixture(x, target, gate, weight1, bias1, out1, weight2, bias2, out2, limit):
    """Mean loss of the mixture, and the weights that the gate gives to the experts."""
    shares = jax.nn.softmax(jnp.clip(gate @ x, -3.0, 3.0))
    first = _expert(x, weight1, bias1, out1)
    second = _smooth_expert(x, weight2, bias2, out2)
    mixed = shares[0] * first + shares[1] * _expert(second, weight1, bias1, out1)
    return jnp.mean(_huber(mixed - target, limit)), shares
