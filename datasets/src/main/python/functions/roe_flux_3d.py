"""Flux of the three-dimensional Euler equations through a cell face, by P. L. Roe's approximate Riemann
solver (Journal of Computational Physics 43, 1981); the strengths of the waves as in E. F. Toro, Riemann
Solvers and Numerical Methods for Fluid Dynamics, section 11.2.

Both states are given by density, momentum and energy, as arrays of one and three elements, with the faces
as leading axis. The benchmark that this graph comes from takes a ratio of specific heats of one half, and
weighs the waves in its own way; all that is kept.
"""

import jax
import jax.numpy as jnp

GAMMA = 0.5


def _components(vector):
    return vector[0:1], vector[1:2], vector[2:3]


def _pressure_enthalpy(density, momentum, energy):
    pressure = (GAMMA - 1.0) * (energy - 0.5 * jnp.sum(momentum**2) / density)
    enthalpy = (energy + pressure) / density
    return pressure, enthalpy


def _flux(momentum, energy, velocity, pressure):
    speed = velocity[0:1]
    push = jnp.concatenate([pressure, jnp.zeros(2)])
    return momentum[0:1], push + momentum * velocity, speed * (pressure + energy)


def _roe_flux(density_l, momentum_l, energy_l, density_r, momentum_r, energy_r):
    jump_density = density_r - density_l
    jump_momentum = momentum_r - momentum_l
    jump_x, jump_y, jump_z = _components(jump_momentum)
    jump_energy = energy_r - energy_l

    # Roe's averages, and the speed of sound that belongs to them.
    velocity_l = momentum_l / density_l
    velocity_r = momentum_r / density_r
    weight = jnp.sqrt(density_l) + jnp.sqrt(density_r)
    velocity = (jnp.sqrt(density_l) * velocity_l + jnp.sqrt(density_r) * velocity_r) / weight
    u, v, w = _components(velocity)
    pressure_l, enthalpy_l = _pressure_enthalpy(density_l, momentum_l, energy_l)
    pressure_r, enthalpy_r = _pressure_enthalpy(density_r, momentum_r, energy_r)
    enthalpy = (jnp.sqrt(density_l) * enthalpy_l + jnp.sqrt(density_r) * enthalpy_r) / weight
    velocity_squared = jnp.sum(velocity**2)
    sound_squared = (GAMMA - 1.0) * (enthalpy - 0.5 * velocity_squared)
    sound = jnp.sqrt(sound_squared)

    speed_right = u + sound
    speed_left = u - sound

    # Strengths of the waves, each times its speed.
    entropy = (
        (GAMMA - 1.0)
        / sound_squared
        * ((enthalpy - velocity_squared) * jump_density + jnp.dot(velocity, jump_momentum) - jump_energy)
    )
    contact = entropy * u
    shear_z = (jump_z / w - jump_x) * u
    shear_y = (jump_y / v - jump_density) * u
    acoustic = jump_density - contact
    slip = (jump_x - u * jump_density) / sound
    left = 0.5 * (acoustic - slip) * speed_left
    right = 0.5 * (acoustic + slip) * speed_right

    flux_l = _flux(momentum_l, energy_l, velocity_l, pressure_l)
    flux_r = _flux(momentum_r, energy_r, velocity_r, pressure_r)
    total = [one + other for one, other in zip(flux_l, flux_r)]

    upwind_density = left + contact + right * speed_right
    upwind_x = left * speed_left + contact * u + right * speed_right
    upwind_y = left * v + shear_y * v + contact * v + right * v
    upwind_z = left * w + shear_z * w + contact * w + right * w
    upwind_energy = (
        left * (enthalpy - u * sound)
        + shear_y * v**2
        + shear_z * w**2
        + contact * 0.5 * velocity_squared
        + right * (enthalpy + u * sound)
    )
    upwind_momentum = jnp.concatenate([upwind_x, upwind_y, upwind_z])
    return (
        0.5 * (total[0] - upwind_density),
        0.5 * (total[1] - upwind_momentum),
        0.5 * (total[2] - upwind_energy),
    )


def roe_flux_3d(density_l, momentum_l, energy_l, density_r, momentum_r, energy_r):
    """Numerical flux of density, momentum and energy from the left state to the right one, face by face."""
    return jax.vmap(_roe_flux)(density_l, momentum_l, energy_l, density_r, momentum_r, energy_r)
