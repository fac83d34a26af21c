"""Encoder of two blocks of self-attention (Vaswani et al., arXiv 1706.03762), each followed by a layer
normalization and a dense layer. Tokens are the columns of the input.
"""

from functions.layers import cross_entropy, layer_norm, softmax, swish


def _attention(x, query_weight, key_weight, value_weight):
    queries = query_weight @ x
    keys = key_weight @ x
    values = value_weight @ x
    return softmax(queries.T @ keys) @ values


def encoder(
    x,
    target,
    query_weight1,
    query_weight2,
    key_weight1,
    key_weight2,
    value_weight1,
    value_weight2,
    weight1,
    weight2,
    bias1,
    bias2,
    gain1,
    shift1,
    gain2,
    shift2,
):
    """Cross entropy of the target and what the second dense layer gives, one for each of its rows."""
    attended = x + _attention(x, query_weight1, key_weight1, value_weight1)
    hidden = swish(weight1 @ layer_norm(attended, gain1, shift1) + bias1)

    attended = hidden + _attention(hidden, query_weight2, key_weight2, value_weight2)
    logits = swish(weight2 @ layer_norm(attended, gain2, shift2) + bias2)
    return cross_entropy(logits, target)
