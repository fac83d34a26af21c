"""Jacobian of the price of a European call on a forward (F. Black and M. Scholes, Journal of Political
Economy 81, 1973; F. Black, Journal of Financial Economics 3, 1976).

The price is computed with the partial derivatives of its every step, also of those that nothing needs;
then the steps are eliminated, the last one first. That is the function: its own Jacobian holds the second
derivatives of the price.
"""

import math

import jax.numpy as jnp
from jax import lax


class _Step:
    """A value, and its partial derivative by every operand that is itself a step."""

    def __init__(self, value, partials=()):
        self.value = value
        self.partials = [(operand, partial) for operand, partial in partials if isinstance(operand, _Step)]


def _value(operand):
    return operand.value if isinstance(operand, _Step) else operand


class _Tape:
    """Steps in the order in which they are taken. An operand is a step or a number."""

    def __init__(self):
        self.steps = []

    def _take(self, value, *partials):
        self.steps.append(_Step(value, partials))
        return self.steps[-1]

    def add(self, x, y):
        return self._take(_value(x) + _value(y), (x, 1.0), (y, 1.0))

    def sub(self, x, y):
        return self._take(_value(x) - _value(y), (x, 1.0), (y, lax.neg(1.0)))

    def mul(self, x, y):
        return self._take(_value(x) * _value(y), (x, _value(y)), (y, _value(x)))

    def div(self, x, y):
        value, over, under = _value(x) / _value(y), _value(x), _value(y)
        return self._take(value, (x, 1.0 / under), (y, -over / under**2))

    def neg(self, x):
        return self._take(-_value(x), (x, lax.neg(1.0)))

    def square(self, x):
        return self._take(_value(x) ** 2, (x, 2.0 * lax.integer_pow(_value(x), 1)))

    def exp(self, x):
        value = jnp.exp(_value(x))
        return self._take(value, (x, value))

    def log(self, x):
        return self._take(jnp.log(_value(x)), (x, 1.0 / _value(x)))

    def sqrt(self, x):
        root = lax.sqrt(_value(x))
        return self._take(root, (x, 0.5 / root))

    def constant(self, x):
        """The value of x as an array's element; nothing is derived through it."""
        return self._take(lax.convert_element_type(_value(x), jnp.float32))

    def erf(self, x):
        value = lax.erf(_value(x))
        return self._take(value, (x, 2.0 * jnp.exp(-(_value(x) ** 2)) / lax.sqrt(math.pi)))

    def gradient(self, inputs):
        """Derivatives of the last step by the inputs, by elimination of all other steps in reverse."""
        derivatives = dict(self.steps[-1].partials)
        for step in reversed(self.steps[:-1]):
            if step not in derivatives:
                continue
            derivative = derivatives.pop(step)
            for operand, partial in step.partials:
                product = lax.mul(derivative, partial)
                known = derivatives.get(operand)
                derivatives[operand] = product if known is None else product + known
        return tuple(derivatives[step] for step in inputs)


def _normal_distribution(tape, x):
    scaled = tape.div(x, tape.constant(tape.sqrt(2.0)))
    return tape.div(tape.add(1.0, tape.erf(scaled)), 2)


def black_scholes_jacobian(spot, strike, rate, volatility, time):
    """Derivatives of the price by spot, strike, rate, volatility and time, arrays of one element each."""
    inputs = [_Step(x) for x in (spot, strike, rate, volatility, time)]
    spot, strike, rate, volatility, time = inputs
    tape = _Tape()

    forward = tape.mul(tape.exp(tape.mul(rate, time)), spot)
    moneyness = tape.log(tape.div(forward, strike))
    drift = tape.mul(tape.div(tape.square(volatility), 2.0), time)
    upper = tape.div(tape.add(moneyness, drift), tape.mul(volatility, tape.sqrt(time)))
    lower = tape.sub(upper, tape.mul(volatility, tape.sqrt(time)))
    discount = tape.exp(tape.mul(tape.neg(rate), time))

    gain = tape.mul(forward, _normal_distribution(tape, upper))
    payment = tape.mul(strike, _normal_distribution(tape, lower))
    tape.mul(discount, tape.sub(gain, payment))
    return tape.gradient(inputs)
