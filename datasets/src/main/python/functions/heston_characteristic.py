"""Characteristic function of the logarithm of a price with stochastic variance (S. L. Heston, Review of
Financial Studies 6, 1993), in the form of H. Albrecher, P. Mayer, W. Schoutens and J. Tistaert (The Little
Heston Trap, 2007). Complex numbers are pairs of real and imaginary part.
"""

import jax.numpy as jnp


def _times(x, y):
    return x[0] * y[0] - x[1] * y[1], x[0] * y[1] + x[1] * y[0]


def _over(x, y):
    size = y[0] ** 2 + y[1] ** 2
    return (x[0] * y[0] + x[1] * y[1]) / size, (x[1] * y[0] - x[0] * y[1]) / size


def _exp(x):
    size = jnp.exp(x[0])
    return size * jnp.cos(x[1]), size * jnp.sin(x[1])


def _log(x):
    return 0.5 * jnp.log(x[0] ** 2 + x[1] ** 2), jnp.arctan2(x[1], x[0])


def _sqrt(x):
    size = jnp.sqrt(jnp.sqrt(x[0] ** 2 + x[1] ** 2))
    angle = 0.5 * jnp.arctan2(x[1], x[0])
    return size * jnp.cos(angle), size * jnp.sin(angle)


def heston_characteristic(u, log_price, rate, time, variance, reversion, level, volatility, correlation):
    """Real and imaginary part at the frequency u, for a price and its variance today."""
    volatility_squared = volatility**2
    # beta is reversion minus i u correlation volatility.
    beta = reversion, -correlation * volatility * u
    square = _times(beta, beta)
    root = _sqrt((square[0] + volatility_squared * u**2, square[1] + volatility_squared * u))

    minus = beta[0] - root[0], beta[1] - root[1]
    plus = beta[0] + root[0], beta[1] + root[1]
    ratio = _over(minus, plus)
    decay = _exp((-root[0] * time, -root[1] * time))
    faded = _times(ratio, decay)

    quotient = _over((1.0 - faded[0], -faded[1]), (1.0 - ratio[0], -ratio[1]))
    logarithm = _log(quotient)
    pull = reversion * level / volatility_squared
    level_part = (
        pull * (minus[0] * time - 2.0 * logarithm[0]),
        pull * (minus[1] * time - 2.0 * logarithm[1]),
    )
    growth = _over((1.0 - decay[0], -decay[1]), (1.0 - faded[0], -faded[1]))
    variance_part = _times(minus, growth)
    weight = variance / volatility_squared
    return _exp(
        (
            level_part[0] + weight * variance_part[0],
            u * (log_price + rate * time) + level_part[1] + weight * variance_part[1],
        )
    )
