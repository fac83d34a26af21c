"""Flux of the one-dimensional Euler equations through a cell face, by P. L. Roe's approximate Riemann
solver (Journal of Computational Physics 43, 1981).

Both states are given by density, momentum and energy. The benchmark that this graph comes from takes the
speed of the third wave as that of the second, and a ratio of specific heats of one half; both are kept.
"""

import jax.numpy as jnp

GAMMA = 0.5


def _velocity_pressure_enthalpy(density, momentum, energy):
    velocity = momentum / density
    pressure = (GAMMA - 1.0) * (energy - 0.5 * momentum**2 / density)
    enthalpy = (energy + pressure) / density
    return velocity, pressure, enthalpy


def _flux(density, momentum, energy, pressure):
    velocity = momentum / density
    return momentum, pressure + momentum * velocity, velocity * (pressure + energy)


def roe_flux_1d(density_l, momentum_l, energy_l, density_r, momentum_r, energy_r):
    """Numerical flux of density, momentum and energy from the left state to the right one."""
    jump_density = density_r - density_l
    mean_density = jnp.sqrt(density_l * density_r)
    weight = jnp.sqrt(density_l) + jnp.sqrt(density_r)

    velocity_l, pressure_l, enthalpy_l = _velocity_pressure_enthalpy(density_l, momentum_l, energy_l)
    velocity_r, pressure_r, enthalpy_r = _velocity_pressure_enthalpy(density_r, momentum_r, energy_r)
    jump_pressure = pressure_r - pressure_l
    jump_velocity = velocity_r - velocity_l

    # Roe's averages, and the speed of sound that belongs to them.
    velocity = (jnp.sqrt(density_l) * velocity_l + jnp.sqrt(density_r) * velocity_r) / weight
    enthalpy = (jnp.sqrt(density_l) * enthalpy_l + jnp.sqrt(density_r) * enthalpy_r) / weight
    velocity_squared = velocity**2
    sound_squared = (GAMMA - 1.0) * (enthalpy - 0.5 * velocity_squared)
    sound = jnp.sqrt(sound_squared)

    speed_right = jnp.abs(velocity + sound)
    speed_contact = jnp.abs(velocity)
    speed_left = jnp.abs(velocity)

    # Strengths of the waves, each times its speed.
    impedance = sound * mean_density
    contact = (jump_density - jump_pressure / sound_squared) * speed_contact
    right = (jump_velocity + jump_pressure / impedance) * speed_right
    left = (jump_velocity - jump_pressure / impedance) * speed_left

    flux_l = _flux(density_l, momentum_l, energy_l, pressure_l)
    flux_r = _flux(density_r, momentum_r, energy_r, pressure_r)
    total = [one + other for one, other in zip(flux_l, flux_r)]

    amplitude = 0.5 * mean_density / sound
    upwind_density = contact + amplitude * right - amplitude * left
    upwind_momentum = (
        contact * velocity
        + amplitude * right * (velocity + sound)
        - amplitude * left * (velocity - sound)
    )
    upwind_energy = (
        contact * 0.5 * velocity_squared
        + amplitude * right * (enthalpy + velocity * sound)
        - amplitude * left * (enthalpy - velocity * sound)
    )
    return (
        0.5 * (total[0] - upwind_density),
        0.5 * (total[1] - upwind_momentum),
        0.5 * (total[2] - upwind_energy),
    )
