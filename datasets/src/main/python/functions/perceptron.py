"""Perceptron with two layers and a layer normalization between them, on a batch of one sample."""

import jax
import jax.numpy as jnp

from functions.layers import cross_entropy, layer_norm


def _loss(x, target, weight1, bias1, weight2, bias2, gain, shift):
    hidden = layer_norm(jnp.tanh(weight1 @ x + bias1), gain, shift)
    return cross_entropy(jnp.tanh(weight2 @ hidden + bias2), target)


def perceptron(x, target, weight1, bias1, weight2, bias2, gain, shift):
    """Loss of every sample; x and target have the samples as rows, all else is common to them."""
    batched = jax.vmap(_loss, in_axes=(0, 0, None, None, None, None, None, None))
    return batched(x, target, weight1, bias1, weight2, bias2, gain, shift)
