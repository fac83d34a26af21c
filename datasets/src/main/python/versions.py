"""Prints two functions with the JAX that is installed: files NAME.jax-VERSION.jaxpr, for the tests that read
what different versions print.

    python versions.py ../../test/resources/crosscountry/versions

Both avoid what JAX has come to trace otherwise, such as squares: with nested calls inlined, all versions
from 0.4.30 on give the same equations.
"""

import pathlib
import sys

import jax
import jax.numpy as jnp

from functions.layers import softmax
from trace import arrays, printed


def pooled_attention(x, query_weight, key_weight, gain, bias):
    """Self-attention of the rows of x but the last one, normalized, with their maxima and means."""
    tokens = x[:-1]
    scores = (tokens @ query_weight) @ (tokens @ key_weight).T
    mixed = softmax(0.5 * scores) @ tokens + tokens[0]
    centred = mixed - jnp.mean(mixed, axis=1, keepdims=True)
    size = jnp.sqrt(jnp.sum(centred * centred, axis=1) + 1e-3)
    scaled = centred / size[:, None] * gain + bias
    joined = jnp.concatenate([scaled[:, 1:3], tokens[:, 0:1]], axis=1)
    return jnp.max(joined, axis=0), jnp.sum(jnp.exp(-joined.T), axis=1) / size[1]


@jax.jit
def _layer(x, weight, bias):
    return jax.nn.relu(weight @ x + bias)


@jax.jit
def _bounded(x, limit):
    return jnp.where(x > limit, limit + jnp.tanh(x - limit), x)


def nested_layers(x, target, weight1, bias1, weight2, bias2, limit):
    """Softmax of two layers, and its cross entropy; layers, bound, relu and the rest are nested calls."""
    hidden = _bounded(_layer(x, weight1, bias1), limit)
    again = _layer(jnp.clip(hidden, 0.01, 2.0) * hidden, weight1, bias1)
    probabilities = jax.nn.softmax(jax.nn.silu(weight2 @ again + bias2))
    return probabilities, -jnp.sum(target * jnp.log(probabilities))


FUNCTIONS = {
    "nested_layers": (nested_layers, arrays((4,), (3,), (4, 4), (4,), (3, 4), (3,), ())),
    "pooled_attention": (pooled_attention, arrays((5, 4), (4, 3), (4, 3), (4,), (4,))),
}


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    for name, (function, arguments) in FUNCTIONS.items():
        (folder / f"{name}.jax-{jax.__version__}.jaxpr").write_text(printed(function, arguments))
