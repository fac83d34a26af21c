"""Self-attention with several heads, residual connection and layer normalization (A. Vaswani et al.,
Attention Is All You Need, arXiv 1706.03762), with rotary positions for queries and keys (J. Su et al.,
RoFormer, arXiv 2104.09864).
"""

import math

import jax
import jax.numpy as jnp
from jax import lax

from functions.layers import softmax


def _rotated(x, angles):
    """Halves of the rows of x, turned in the planes that they span."""
    half = x.shape[1] // 2
    left, right = x[:, :half], x[:, half:]
    cosines, sines = jnp.cos(angles), jnp.sin(angles)
    return jnp.concatenate([left * cosines - right * sines, left * sines + right * cosines], axis=1)


def _head(x, angles, query_weight, key_weight, value_weight):
    queries = _rotated(x @ query_weight, angles)
    keys = _rotated(x @ key_weight, angles)
    scores = queries @ keys.T / math.sqrt(keys.shape[1])
    return softmax(scores) @ (x @ value_weight)


def _normalized(x, gain, shift):
    centred = x - jnp.mean(x, axis=1, keepdims=True)
    variance = jnp.mean(centred**2, axis=1, keepdims=True)
    return centred * lax.rsqrt(variance + 1e-6) * gain + shift


def attention_heads(x, frequencies, query_weight, key_weight, value_weight, out_weight, gain, shift):
    """Tokens, which are the rows of x, after attention; the heads are the leading axis of three weights."""
    places = lax.iota(jnp.float32, x.shape[0])
    angles = places[:, None] * frequencies
    heads = jax.vmap(_head, in_axes=(None, None, 0, 0, 0))(
        x, angles, query_weight, key_weight, value_weight
    )
    joined = jnp.reshape(jnp.transpose(heads, (1, 0, 2)), (x.shape[0], -1))
    return _normalized(x + joined @ out_weight, gain, shift)
