"""Ensemble of networks with two hidden layers, all on the same batch, and mean and variance of what they
predict (B. Lakshminarayanan, A. Pritzel and C. Blundell, arXiv 1612.01474).
"""

import jax
import jax.numpy as jnp


def _network(x, weight1, bias1, weight2, bias2, weight3, bias3):
    hidden = jnp.tanh(weight1 @ x + bias1)
    hidden = jnp.tanh(weight2 @ hidden + bias2)
    raw = weight3 @ hidden + bias3
    return raw[0], jnp.exp(raw[1])


def _gaussian_loss(mean, variance, target):
    return 0.5 * (jnp.log(variance) + (target - mean) ** 2 / variance)


def mlp_ensemble(x, target, weight1, bias1, weight2, bias2, weight3, bias3):
    """Loss of every member, loss of the mixture as one Gaussian, and its mean and variance at every sample.

    Samples are the rows of x; members are the leading axis of weights and biases.
    """
    on_batch = jax.vmap(_network, in_axes=(0, None, None, None, None, None, None))
    members = jax.vmap(on_batch, in_axes=(None, 0, 0, 0, 0, 0, 0))
    means, variances = members(x, weight1, bias1, weight2, bias2, weight3, bias3)

    losses = jax.vmap(jax.vmap(_gaussian_loss), in_axes=(0, 0, None))(means, variances, target)
    mean = jnp.mean(means, axis=0)
    variance = jnp.mean(variances + means**2, axis=0) - mean**2
    mixture_loss = jnp.mean(_gaussian_loss(mean, variance, target))
    return jnp.mean(losses, axis=1), mixture_loss, mean, variance
