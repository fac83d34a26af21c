"""Two steps of a cell of long short-term memory (S. Hochreiter and J. Schmidhuber, Neural Computation 9,
1997; with the forget gate of F. A. Gers, J. Schmidhuber and F. Cummins, Neural Computation 12, 2000), and
a classifier on what it shows in the end.
"""

import jax.numpy as jnp
from jax import lax

from functions.layers import cross_entropy


def _step(x, hidden, memory, input_weight, hidden_weight, bias):
    size = memory.shape[0]
    gates = input_weight @ x + hidden_weight @ hidden + bias
    take = lax.logistic(gates[:size])
    keep = lax.logistic(gates[size : 2 * size])
    show = lax.logistic(gates[2 * size : 3 * size])
    candidate = jnp.tanh(gates[3 * size :])
    memory = keep * memory + take * candidate
    return show * jnp.tanh(memory), memory


def lstm_cell(first, second, target, hidden, memory, input_weight, hidden_weight, bias, head):
    """Cross entropy of the target after two inputs, and the memory."""
    for x in (first, second):
        hidden, memory = _step(x, hidden, memory, input_weight, hidden_weight, bias)
    return cross_entropy(head @ hidden, target), memory
