"""One step of the classical Runge-Kutta method of order four on the model of E. N. Lorenz (Predictability:
a problem partly solved, 1996): places on a circle of latitude that move, damp and force a quantity.
"""

import jax.numpy as jnp


def _turned(x, places):
    """The circle turned by some places: element i holds what element i - places held."""
    cut = (x.shape[0] - places) % x.shape[0]
    return jnp.concatenate([x[cut:], x[:cut]])


def _tendency(x, forcing):
    return (_turned(x, -1) - _turned(x, 2)) * _turned(x, 1) - x + forcing


def lorenz96_rk4(x, forcing, step):
    """The quantity at all places one step later; the forcing differs from place to place."""
    slope1 = _tendency(x, forcing)
    slope2 = _tendency(x + 0.5 * step * slope1, forcing)
    slope3 = _tendency(x + 0.5 * step * slope2, forcing)
    slope4 = _tendency(x + step * slope3, forcing)
    return x + step / 6.0 * (slope1 + 2.0 * slope2 + 2.0 * slope3 + slope4)
