"""Traces the catalog's functions: writes what print(jax.make_jaxpr(f)(*xs)) prints.

    python trace.py ../resources/crosscountry/catalog

Needs JAX, which the build does not: the traces are part of the repository. Made with JAX 0.4.30; newer
versions may number equations otherwise, and orders would no longer fit.
"""

import inspect
import pathlib
import sys

import jax
import jax.numpy as jnp

from functions.black_scholes_jacobian import black_scholes_jacobian
from functions.encoder import encoder
from functions.f import f
from functions.g import g
from functions.human_heart_dipole import human_heart_dipole
from functions.perceptron import perceptron
from functions.propane_combustion import propane_combustion
from functions.robot_arm_6dof import robot_arm_6dof
from functions.roe_flux_1d import roe_flux_1d
from functions.roe_flux_3d import roe_flux_3d


def scalars(function):
    return [jnp.float32(0.5) for _ in inspect.signature(function).parameters]


def arrays(*shapes):
    return [jnp.full(shape, 0.5, jnp.float32) for shape in shapes]


def plain(*numbers):
    """Arguments that stay Python's numbers: JAX converts their type wherever they meet an array."""
    return list(numbers)


EULER_STATE = [(1, 1), (1, 3), (1, 1)]

FUNCTIONS = {
    "BlackScholes_Jacobian": (black_scholes_jacobian, arrays(*5 * [(1,)])),
    "Encoder": (
        encoder,
        arrays((4, 4), (2, 4), *7 * [(4, 4)], (2, 4), (4,), (2, 1)) + plain(1.0, 0.0, 1.0, 0.0),
    ),
    "HumanHeartDipole": (human_heart_dipole, scalars(human_heart_dipole)),
    "Perceptron": (
        perceptron,
        arrays((1, 4), (1, 4), (8, 4), (8,), (4, 8), (4,)) + plain(1.0, 0.0),
    ),
    "PropaneCombustion": (propane_combustion, scalars(propane_combustion)),
    "RoeFlux_1d": (roe_flux_1d, scalars(roe_flux_1d)),
    "RoeFlux_3d": (roe_flux_3d, arrays(*EULER_STATE, *EULER_STATE)),
    "RobotArm_6DOF": (robot_arm_6dof, scalars(robot_arm_6dof)),
    "f": (f, arrays((4,), (2, 3), (4, 4), (4, 1))),
    "g": (g, scalars(g)),
}


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    for name, (function, arguments) in FUNCTIONS.items():
        (folder / f"{name}.jaxpr").write_text(str(jax.make_jaxpr(function)(*arguments)) + "\n")
