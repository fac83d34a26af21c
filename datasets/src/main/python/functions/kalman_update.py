"""Prediction and update of a Kalman filter (R. E. Kalman, Journal of Basic Engineering 82, 1960) with four
states and two measurements, the covariance in the form of P. D. Joseph, and the measurement's likelihood.
"""

import math

import jax.numpy as jnp


def _inverse(matrix):
    """Inverse and determinant of a matrix of two by two, by its cofactors."""
    a, b = matrix[0:1, 0:1], matrix[0:1, 1:2]
    c, d = matrix[1:2, 0:1], matrix[1:2, 1:2]
    determinant = a * d - b * c
    adjugate = jnp.concatenate([jnp.concatenate([d, -b], axis=1), jnp.concatenate([-c, a], axis=1)])
    return adjugate / determinant, jnp.reshape(determinant, ())


def _identity(size):
    lines = jnp.arange(size, dtype=jnp.int32)
    return (lines[:, None] == lines[None, :]).astype(jnp.float32)


def kalman_update(state, covariance, transition, process_noise, observation, noise, measured):
    """State and covariance after the measurement, and the logarithm of the measurement's likelihood."""
    state = transition @ state
    covariance = transition @ covariance @ transition.T + process_noise

    innovation = measured - observation @ state
    precision, determinant = _inverse(observation @ covariance @ observation.T + noise)
    gain = covariance @ observation.T @ precision

    rest = _identity(state.shape[0]) - gain @ observation
    updated = rest @ covariance @ rest.T + gain @ noise @ gain.T
    distance = innovation @ precision @ innovation
    # A determinant of a covariance is positive, but for rounding.
    volume = jnp.log(jnp.abs(determinant))
    likelihood = -0.5 * (distance + volume + 2.0 * math.log(2.0 * math.pi))
    return state + gain @ innovation, updated, likelihood
