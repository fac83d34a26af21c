"""One step of warm rain in a column of air, with two moments of cloud droplets and of rain drops: growth by
collisions as in A. Seifert and K. D. Beheng (Meteorology and Atmospheric Physics 92, 2006), evaporation as
in J. B. Klemp and R. B. Wilhelmson (Journal of the Atmospheric Sciences 35, 1978), fall of the rain upwind.
"""

import jax.numpy as jnp
from jax import lax

# Kernels of Long, and the mass that divides droplets from drops, in SI units.
KERNEL_CLOUD = 4.44e9
KERNEL_RAIN = 5.25
KERNEL_SELF = 7.12
DIVIDING_MASS = 2.6e-10
SHAPE = 1.0

GAS_RATIO = 0.622
HEAT_RATIO = 2490.0


def _saturation(celsius, pressure):
    """Mixing ratio of saturated air; O. Tetens' formula."""
    vapour = 610.78 * jnp.exp(17.27 * celsius / (celsius + 237.3))
    return GAS_RATIO * vapour / (pressure - vapour)


def _evaporation(vapour, saturation, rain, grams, pressure):
    """Rate at which the mixing ratio of rain shrinks; grams is the air's density in grams to the cubic
    centimetre, the unit of the formula's coefficients."""
    content = grams * rain
    ventilation = 1.6 + 124.9 * content**0.2046
    deficit = 1.0 - vapour / saturation
    resistance = 5.4e5 + 2.55e8 / (pressure * saturation)
    return deficit * ventilation * content**0.525 / (grams * resistance)


def _divergence(flux, spacing):
    """What falls out of each level beyond what falls into it; nothing falls into the first one."""
    above = lax.pad(flux[:-1], 0.0, [(1, 0, 0)])
    return (flux - above) / spacing


def cloud_microphysics(
    cloud, droplets, rain, drops, vapour, celsius, density, pressure, spacing, step
):
    """Cloud, droplets, rain, drops, vapour and temperature of every level, highest first, one step later.

    Cloud, rain and vapour are mixing ratios, droplets and drops numbers in the cubic metre.
    """
    cloud_content = density * cloud
    rain_content = density * rain
    droplet_mass = cloud_content / droplets
    share = rain / (cloud + rain)

    spread = (SHAPE + 2.0) * (SHAPE + 4.0) / (SHAPE + 1.0) ** 2
    similar = 400.0 * share**0.7 * (1.0 - share**0.7) ** 3
    converted = (
        KERNEL_CLOUD
        / (20.0 * DIVIDING_MASS)
        * spread
        * (cloud_content * droplet_mass) ** 2
        * (1.0 + similar / (1.0 - share) ** 2)
    )
    accreted = KERNEL_RAIN * cloud_content * rain_content * (share / (share + 5.0e-5)) ** 4
    collected = KERNEL_SELF * drops * rain_content

    grams = 0.001 * density
    saturation = _saturation(celsius, pressure)
    evaporated = _evaporation(vapour, saturation, rain, grams, pressure)

    # All drops fall with the speed of Kessler's bulk formula, relative to air at the ground.
    speed = 36.34 * (grams * rain) ** 0.1364 * jnp.sqrt(density[density.shape[0] - 1 :] / density)
    fallen = _divergence(rain_content * speed, spacing) / density
    fallen_drops = _divergence(drops * speed, spacing)

    lost = (converted + accreted) / density
    return (
        cloud - step * lost,
        droplets - step * (2.0 / DIVIDING_MASS * converted + accreted / droplet_mass),
        rain + step * (lost - evaporated - fallen),
        drops + step * (converted / DIVIDING_MASS - collected - evaporated * drops / rain - fallen_drops),
        vapour + step * evaporated,
        celsius - step * HEAT_RATIO * evaporated,
    )
