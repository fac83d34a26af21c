"""Traces the catalog's functions: writes what print(jax.make_jaxpr(f)(*xs)) prints.

    python trace.py ../resources/crosscountry/catalog

Needs JAX, which the build does not: the traces are part of the repository. Made with JAX 0.4.30; newer
versions may number equations otherwise, and orders would no longer fit.
"""

import inspect
import pathlib
import re
import sys

import jax
import jax.numpy as jnp
import numpy

from functions.attention_heads import attention_heads
from functions.black_scholes_jacobian import black_scholes_jacobian
from functions.bundle_adjustment import bundle_adjustment
from functions.cloud_microphysics import cloud_microphysics
from functions.convolution_layer import convolution_layer
from functions.encoder import encoder
from functions.f import f
from functions.g import g
from functions.gated_mixture import gated_mixture
from functions.gaussian_fit import gaussian_fit
from functions.heston_characteristic import heston_characteristic
from functions.human_heart_dipole import human_heart_dipole
from functions.kalman_update import kalman_update
from functions.kerr_metric import kerr_metric
from functions.lorenz96_rk4 import lorenz96_rk4
from functions.lstm_cell import lstm_cell
from functions.mlp_ensemble import mlp_ensemble
from functions.nbody_leapfrog import nbody_leapfrog
from functions.perceptron import perceptron
from functions.propane_combustion import propane_combustion
from functions.resnet_block import resnet_block
from functions.robot_arm_6dof import robot_arm_6dof
from functions.roe_flux_1d import roe_flux_1d
from functions.roe_flux_3d import roe_flux_3d
from functions.runge_kutta_robertson import runge_kutta_robertson
from functions.snn_step import snn_step
from functions.swap_curve import swap_curve


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

# Functions that no paper counts.
EXTRAS = {
    "Attention_Heads": (
        attention_heads,
        arrays((5, 8), (2,), *3 * [(2, 8, 4)], (8, 8), (8,), (8,)),
    ),
    "BundleAdjustment": (
        bundle_adjustment,
        arrays((3,), (3,), (), (2,), (4, 3), (4, 2), (4, 2)),
    ),
    "CloudMicrophysics": (cloud_microphysics, arrays(*9 * [(6,)], ())),
    "Convolution_Layer": (
        convolution_layer,
        arrays((1, 2, 8, 8), (1, 4), (3, 2, 3, 3), (3,), (4, 3, 2, 2), (4,), (16, 4), (4,)),
    ),
    "Gated_Mixture": (
        gated_mixture,
        arrays((4,), (4,), (2, 4), *2 * [(6, 4), (6,), (4, 6)], ()),
    ),
    "Gaussian_Fit": (gaussian_fit, arrays((2, 3), (2,), (10,), (10,), (10,))),
    "HestonCharacteristic": (heston_characteristic, scalars(heston_characteristic)),
    "Kalman_Update": (
        kalman_update,
        arrays((4,), (4, 4), (4, 4), (4, 4), (2, 4), (2, 2), (2,)),
    ),
    "Kerr_Metric": (kerr_metric, scalars(kerr_metric)),
    "LSTM_Cell": (
        lstm_cell,
        arrays((6,), (6,), (3,), (4,), (4,), (16, 6), (16, 4), (16,), (3, 4)),
    ),
    "Lorenz96_RK4": (lorenz96_rk4, arrays((8,), (8,), ())),
    "MLP_Ensemble": (
        mlp_ensemble,
        arrays((4, 3), (4,), (3, 5, 3), (3, 5), (3, 5, 5), (3, 5), (3, 2, 5), (3, 2)),
    ),
    "NBody_Leapfrog": (nbody_leapfrog, arrays((4, 3), (4, 3), (4,), (), ())),
    "ResNet_Block": (
        resnet_block,
        arrays((4, 6), (4, 3), (6, 5), (5,), (5,), (5, 5), (5,), (5,), (6, 5), (5, 3), (3,)),
    ),
    "RungeKutta_Robertson": (runge_kutta_robertson, scalars(runge_kutta_robertson)),
    "SNN_Step": (
        snn_step,
        arrays((5,), (5,), (6,), (6,), (6,), (3,), (6, 5), (6, 6), (3, 6), (6,), (3,)),
    ),
    "Swap_Curve": (swap_curve, arrays((8,), (), (8,), (), (), ())),
}


def printed(function, arguments):
    """The jaxpr's text, without the addresses of Python's functions, which change with every run."""
    # NumPy 2 would print axes as np.int64(1).
    with numpy.printoptions(legacy="1.25"):
        text = str(jax.make_jaxpr(function)(*arguments))
    return re.sub(r" at 0x[0-9a-f]+>", ">", text) + "\n"


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    for name, (function, arguments) in {**FUNCTIONS, **EXTRAS}.items():
        (folder / f"{name}.jaxpr").write_text(printed(function, arguments))
