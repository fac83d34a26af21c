"""Combustion of propane in air, full formulation (MINPACK-2 collection; Averick, Carter, More and Xue 1992).

Chemical equilibrium of ten combustion products: four balances of elements, six equilibria of reactions,
and the total amount.
"""

import jax.numpy as jnp

PRESSURE = 40.0
AIR = 10.0


def propane_combustion(n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, total):
    """Residuals of balances and equilibria for the amounts n1..n10 of the products, and their total."""
    pressure_ratio = jnp.sqrt(PRESSURE / total)

    carbon = n1 + n4 - 3.0
    oxygen = 2.0 * n1 + n2 + n4 + n7 + n8 + n9 + 2.0 * n10 - AIR
    hydrogen = 2.0 * n2 + 2.0 * n5 + n6 + n7 - 8.0
    nitrogen = 2.0 * n3 + n9 - 4.0 * AIR

    water_gas = n2 * n4 - n1 * n5
    hydrogen_atoms = jnp.sqrt(n2 * n4) - jnp.sqrt(n1) * pressure_ratio * n6
    hydroxyl = jnp.sqrt(n1 * n2) - jnp.sqrt(n4) * n7 * pressure_ratio
    oxygen_atoms = n1 - n4 * n8 * PRESSURE / total
    nitric_oxide = n1 * jnp.sqrt(n3) - n4 * n9 * pressure_ratio
    oxygen_molecules = n1**2 - n4**2 * n10 * PRESSURE / total

    amount = total - n1 - n2 - n3 - n4 - n5 - n6 - n7 - n8 - n9 - n10
    return (
        carbon,
        oxygen,
        hydrogen,
        nitrogen,
        water_gas,
        hydrogen_atoms,
        hydroxyl,
        oxygen_atoms,
        nitric_oxide,
        oxygen_molecules,
        amount,
    )
