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

from functions.g import g
from functions.human_heart_dipole import human_heart_dipole
from functions.propane_combustion import propane_combustion
from functions.robot_arm_6dof import robot_arm_6dof
from functions.roe_flux_1d import roe_flux_1d

FUNCTIONS = {
    "HumanHeartDipole": human_heart_dipole,
    "PropaneCombustion": propane_combustion,
    "RoeFlux_1d": roe_flux_1d,
    "RobotArm_6DOF": robot_arm_6dof,
    "g": g,
}


def trace(function):
    arguments = [jnp.float32(0.5) for _ in inspect.signature(function).parameters]
    return str(jax.make_jaxpr(function)(*arguments))


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    for name, function in FUNCTIONS.items():
        (folder / f"{name}.jaxpr").write_text(trace(function) + "\n")
