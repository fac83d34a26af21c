"""Two convolutions with pooling between them and a dense layer behind, as in Y. LeCun et al., Gradient-based
learning applied to document recognition (Proceedings of the IEEE 86, 1998).
"""

import jax.numpy as jnp
from jax import lax

from functions.layers import cross_entropy, swish

LAYOUT = ("NCHW", "OIHW", "NCHW")


def _convolved(images, kernel, bias):
    maps = lax.conv_general_dilated(images, kernel, (1, 1), "VALID", dimension_numbers=LAYOUT)
    return maps + bias[:, None, None]


def _standardized(maps):
    """Every map of every image with mean 0 and variance 1 (instance normalization)."""
    centred = maps - jnp.mean(maps, axis=(2, 3), keepdims=True)
    return centred * lax.rsqrt(jnp.mean(centred**2, axis=(2, 3), keepdims=True) + 1e-5)


def _pooled(maps):
    """Maximum of every square of two by two."""
    images, channels, height, width = maps.shape
    squares = jnp.reshape(maps, (images, channels, height // 2, 2, width // 2, 2))
    return jnp.max(squares, axis=(3, 5))


def convolution_layer(images, target, kernel1, bias1, kernel2, bias2, weight, bias):
    """Cross entropy of the targets, one row for each image, and what the network makes of the images."""
    hidden = _pooled(jnp.tanh(_standardized(_convolved(images, kernel1, bias1))))
    hidden = swish(_convolved(hidden, kernel2, bias2))
    logits = jnp.reshape(hidden, (images.shape[0], -1)) @ weight + bias
    return cross_entropy(logits, target)
