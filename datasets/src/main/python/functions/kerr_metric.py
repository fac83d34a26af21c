"""Metric of a rotating black hole (R. P. Kerr, Physical Review Letters 11, 1963) in the coordinates of Boyer
and Lindquist, and its contraction with a four-velocity (C. W. Misner, K. S. Thorne and J. A. Wheeler,
Gravitation, chapter 33).
"""

import jax.numpy as jnp


def kerr_metric(r, theta, mass, spin, u_t, u_r, u_theta, u_phi):
    """Five components of the metric, four of its inverse, energy, angular momentum and norm of the velocity,
    Carter's constant, and the angular velocity of dragged frames."""
    sine_squared = jnp.sin(theta) ** 2
    cosine_squared = jnp.cos(theta) ** 2
    sigma = r**2 + spin**2 * cosine_squared
    delta = r**2 - 2.0 * mass * r + spin**2
    extent = (r**2 + spin**2) ** 2 - spin**2 * delta * sine_squared
    pull = 2.0 * mass * r / sigma

    g_tt = -(1.0 - pull)
    g_tphi = -pull * spin * sine_squared
    g_rr = sigma / delta
    g_theta = sigma
    g_phi = extent * sine_squared / sigma

    inverse_tt = -extent / (sigma * delta)
    inverse_tphi = -pull * spin / delta
    inverse_rr = delta / sigma
    inverse_phi = (delta - spin**2 * sine_squared) / (sigma * delta * sine_squared)

    energy = -(g_tt * u_t + g_tphi * u_phi)
    momentum = g_tphi * u_t + g_phi * u_phi
    momentum_theta = g_theta * u_theta
    norm = momentum * u_phi - energy * u_t + g_rr * u_r**2 + momentum_theta * u_theta
    carter = momentum_theta**2 + cosine_squared * (
        momentum**2 / sine_squared - spin**2 * (norm + energy**2)
    )
    dragging = -g_tphi / g_phi
    return (
        g_tt,
        g_tphi,
        g_rr,
        g_theta,
        g_phi,
        inverse_tt,
        inverse_tphi,
        inverse_rr,
        inverse_phi,
        energy,
        momentum,
        norm,
        carter,
        dragging,
    )
