"""The function f of arXiv 2406.05027: a randomly drawn composition of operations on vectors and matrices,
with four inputs and five outputs. It has no meaning; one line per operation is its definition.
"""

import jax.numpy as jnp
from jax import lax


def _dot(x, y, x_axis, y_axis):
    return lax.dot_general(x, y, (((x_axis,), (y_axis,)), ((), ())))


def f(x1, x2, x3, x4):
    """Shapes (1, 4), (1), (2), () and (4, 4) from shapes (4), (2, 3), (4, 4) and (4, 1)."""
    v1 = x3**3
    v2 = _dot(x4, v1, 0, 0)
    v3 = _dot(v1, v2, 0, 1)
    v4 = v2**2
    v5 = _dot(x1, v4, 0, 1)
    v6 = jnp.sqrt(x1)
    v7 = lax.acos(v3)
    v8 = _dot(v7, v4, 1, 0)
    v9 = lax.reshape(v5, (1, 1))
    v10 = v7 + v9
    v11 = lax.reshape(v5, (1, 1))
    v12 = v10 - v11
    v13 = jnp.cos(v5)
    v14 = lax.reshape(v6, (4, 1))
    v15 = v14 + v8
    v16 = lax.asinh(v15)
    v17 = lax.reshape(v13, (1, 1))
    v18 = v12 + v17
    v19 = -x2
    v20 = jnp.sqrt(v6)
    v21 = _dot(v20, v16, 0, 1)
    v22 = jnp.tanh(x2)
    v23 = lax.atan(v18)
    v24 = v23**2
    v25 = jnp.cos(v21)
    v26 = v17 - v24
    v27 = lax.cosh(v22)
    v28 = jnp.sum(v19, axis=0)
    v29 = v27.T
    v30 = jnp.sum(v13, axis=0)
    v31 = lax.reshape(v28, (3, 1))
    v32 = v31 - v29
    v33 = v30 / v32
    v34 = lax.reshape(v6, (4, 1))
    v35 = v8 + v34
    v36 = lax.reshape(v25, (4, 1))
    v37 = v36 * v35
    v38 = v25**2
    v39 = jnp.max(v33, axis=1)
    v40 = lax.sinh(v37)
    v41 = jnp.exp(v26)
    v42 = lax.slice(v40, (3, 3), (4, 4))
    v43 = jnp.sum(v38, axis=0)
    v44 = v43 + v39
    v45 = _dot(v25, v41, 0, 0)
    v46 = lax.asinh(v44)
    v47 = _dot(v23, v12, 1, 1)
    v48 = lax.stop_gradient(v42)
    v49 = lax.logistic(v46)
    v50 = _dot(v28, v49, 0, 0)
    v51 = _dot(v21, v20, 0, 0)
    v52 = _dot(v45, v48, 0, 1)
    v53 = _dot(v29, v32, 0, 0)
    v54 = v47 * v51
    v55 = jnp.sqrt(v38)
    v56 = jnp.abs(v52)
    v57 = jnp.sqrt(v56)
    v58 = v53 - v50
    v59 = lax.cosh(v55)
    v60 = -v38
    v61 = lax.reshape(v59, (4, 1))
    v62 = v61 + v54
    v63 = v59**2
    v64 = jnp.sin(v60)
    v65 = lax.atan(v62)
    v66 = jnp.sum(v65, axis=0)
    v67 = jnp.min(v66, axis=0)
    v68 = v67 - v57
    v69 = jnp.sqrt(x3)
    v70 = jnp.sum(v58, axis=1)
    v71 = lax.reshape(v64, (4, 1))
    v72 = v71 - v69
    v73 = _dot(v63, v64, 0, 0)
    v74 = _dot(v72, v65, 0, 0)
    v75 = lax.reshape(v21, (4, 1))
    v76 = v75 + x3
    v77 = lax.logistic(v74)
    v78 = _dot(v77, v76, 0, 0)
    v79 = lax.reshape(v38, (1, 4))
    v80 = v2 / v79
    return v80, v68, v70, v73, v78
