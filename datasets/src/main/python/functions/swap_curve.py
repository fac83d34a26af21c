"""Values of interest rate swaps of all maturities on a curve of forward rates, their par rates, and the
annuities of swaps that start later (D. Brigo and F. Mercurio, Interest Rate Models, chapter 1).
"""

import jax.numpy as jnp
from jax import lax


def swap_curve(forwards, spread, lengths, fixed, notional, hazard):
    """Par rates, values, and later annuities, for periods of given lengths.

    The forward rates are those of the periods; payments end when the counterparty fails, at the rate hazard.
    """
    times = lax.cumsum(lengths)
    discounts = jnp.exp(-lax.cumsum(jnp.log(1.0 + (forwards + spread) * lengths)))
    survivals = jnp.exp(-hazard * times)
    weights = discounts * survivals

    annuities = lax.cumsum(lengths * weights)
    floating = lax.cumsum(forwards * lengths * weights)
    par_rates = floating / annuities
    values = notional * (floating - fixed * annuities)

    later = lax.rev(lax.cumsum(lax.rev(lengths * weights, (0,))), (0,))
    before = lax.pad(weights[:-1], 1.0, [(1, 0, 0)])
    later_annuities = later / before

    # Loss when the counterparty fails within a period: a softened positive part of what is outstanding.
    previous = lax.pad(survivals[:-1], 1.0, [(1, 0, 0)])
    outstanding = (par_rates - fixed) * later
    exposure = 0.5 * (outstanding + jnp.sqrt(outstanding**2 + 1e-4))
    loss = jnp.sum(notional * exposure * (previous - survivals))
    return par_rates, values, later_annuities, loss
