"""Block of a residual network with a projected shortcut (K. He, X. Zhang, S. Ren and J. Sun, Deep Residual
Learning for Image Recognition, arXiv 1512.03385) on a small batch of vectors, with a linear classifier.
"""

import jax.numpy as jnp
from jax import lax

from functions.layers import cross_entropy


def _batch_norm(x, gain, shift):
    """Batch normalization (S. Ioffe and C. Szegedy, arXiv 1502.03167); samples are rows."""
    centred = x - jnp.mean(x, axis=0)
    variance = jnp.mean(centred**2, axis=0)
    return gain * (centred * lax.rsqrt(variance + 1e-5)) + shift


def resnet_block(x, target, weight1, gain1, shift1, weight2, gain2, shift2, shortcut, head, bias):
    """Mean cross entropy of the batch."""
    hidden = jnp.maximum(_batch_norm(x @ weight1, gain1, shift1), 0.0)
    residual = _batch_norm(hidden @ weight2, gain2, shift2)
    block = jnp.maximum(residual + x @ shortcut, 0.0)
    return jnp.mean(cross_entropy(block @ head + bias, target))
