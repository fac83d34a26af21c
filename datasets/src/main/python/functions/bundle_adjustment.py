"""Residuals of a bundle adjustment: points seen by one camera with radial distortion (B. Triggs et al.,
Bundle Adjustment - A Modern Synthesis, 2000), its rotation given as a vector by the formula of Rodrigues.
"""

import jax.numpy as jnp


def _rotated(points, rotation):
    """Rows of points turned about the vector rotation, by its length."""
    angle = jnp.sqrt(jnp.sum(rotation**2))
    axis = rotation / angle
    a, b, c = axis[0], axis[1], axis[2]
    x, y, z = points[:, 0], points[:, 1], points[:, 2]
    cross = jnp.stack([b * z - c * y, c * x - a * z, a * y - b * x], axis=1)
    along = (points @ axis)[:, None] * axis
    cosine = jnp.cos(angle)
    return points * cosine + cross * jnp.sin(angle) + (1.0 - cosine) * along


def bundle_adjustment(rotation, translation, focal, distortion, points, observed, deviation):
    """Residuals of the points' images, from their rows (x, y, z) and the observed (u, v), one row each."""
    seen = _rotated(points, rotation) + translation
    image = -seen[:, 0:2] / seen[:, 2:3]
    radius = jnp.sum(image**2, axis=1, keepdims=True)
    stretch = 1.0 + radius * (distortion[0] + radius * distortion[1])
    return (focal * stretch * image - observed) / deviation
