"""Residuals of a fit of two Gaussian peaks on a straight baseline (like the Gauss data sets of NIST's
Statistical Reference Datasets for nonlinear regression), with the areas under the peaks.
"""

import math

import jax.numpy as jnp


def _peak(x, height, place, width):
    return height * jnp.exp(-0.5 * ((x - place) / width) ** 2)


def gaussian_fit(peaks, baseline, x, y, deviation):
    """Weighted residuals at the points x, their sum of squares, and the areas of both peaks.

    The rows of peaks are height, place and width; the baseline is value at zero and slope.
    """
    first = peaks[0, 0], peaks[0, 1], peaks[0, 2]
    second = peaks[1, 0], peaks[1, 1], peaks[1, 2]
    model = _peak(x, *first) + _peak(x, *second) + baseline[0] + baseline[1] * x
    residuals = (y - model) / deviation
    areas = math.sqrt(2.0 * math.pi) * peaks[:, 0] * peaks[:, 2]
    return residuals, residuals @ residuals, areas
