"""One leapfrog step of bodies under their softened gravity (S. J. Aarseth, Gravitational N-Body Simulations,
2003, chapters 1 and 2), with the energy before and after.
"""

import jax.numpy as jnp


def _offsets(places):
    return places[None, :, :] - places[:, None, :]


def _accelerations(places, masses, softening):
    offsets = _offsets(places)
    distance_squared = jnp.sum(offsets**2, axis=2) + softening**2
    pull = masses * distance_squared**-1.5
    return jnp.sum(pull[:, :, None] * offsets, axis=1)


def _energy(places, speeds, masses, softening):
    distances = jnp.sqrt(jnp.sum(_offsets(places) ** 2, axis=2) + softening**2)
    kinetic = 0.5 * jnp.sum(masses * jnp.sum(speeds**2, axis=1))
    # Every body's own softened term is a constant part of the energy.
    return kinetic - 0.5 * jnp.sum(masses[:, None] * masses / distances)


def nbody_leapfrog(places, speeds, masses, softening, step):
    """Places and speeds one step later, both with a row for each body, and the change of the energy."""
    before = _energy(places, speeds, masses, softening)
    halfway = speeds + 0.5 * step * _accelerations(places, masses, softening)
    moved = places + step * halfway
    later = halfway + 0.5 * step * _accelerations(moved, masses, softening)
    return moved, later, _energy(moved, later, masses, softening) - before
