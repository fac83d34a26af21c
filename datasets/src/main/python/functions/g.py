"""The function g of arXiv 2406.05027: a randomly drawn composition of elementary operations, with fifteen
inputs and twenty outputs. It has no meaning; one line per operation is its definition.
"""

import jax.numpy as jnp
from jax import lax


def g(
    x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15
):
    """Twenty scalars from fifteen."""
    v1 = jnp.arctan2(1.0, x4)
    v2 = lax.pow(lax.full_like(x15, 1.0), x15)
    v3 = jnp.arctan2(x14, v1)
    v4 = lax.pow(v1, x6)
    v5 = x10 - x9
    v6 = jnp.arctan(x11)
    v7 = v5 * x1
    v8 = v6 - v2
    v9 = lax.pow(v8, x12)
    v10 = v5 + x13
    v11 = jnp.exp(x3)
    v12 = v5 + v10
    v13 = lax.pow(lax.full_like(v1, 1.0), v1)
    v14 = jnp.sin(x4)
    v15 = x3 / v7
    v16 = jnp.arctan2(v8, v10)
    v17 = v13 - v9
    v18 = jnp.arctan(v17)
    v19 = x8 * v11
    v20 = jnp.tan(x14)
    v21 = v11 + v3
    v22 = x8 / x7
    v23 = v9 - v18
    v24 = v13 - x7
    v25 = lax.pow(v19, x5)
    v26 = jnp.cos(x1)
    v27 = v24 - v3
    v28 = v25 / x8
    v29 = v24 - x9
    v30 = jnp.arctan2(1.0, v27)
    v31 = x9 / v14
    v32 = lax.pow(v21, v20)
    v33 = lax.pow(v31, v28)
    v34 = jnp.arctan2(v29, v24)
    v35 = jnp.arctan2(v28, x14)
    v36 = x5 / v18
    v37 = jnp.arctan2(v25, x2)
    v38 = jnp.arctan2(v9, v37)
    v39 = x13 + v35
    v40 = lax.pow(x4, v32)
    v41 = v8 - v16
    v42 = jnp.arctanh(v32)
    v43 = jnp.arctanh(v38)
    v44 = jnp.arctan2(x3, v10)
    v45 = v36 - v2
    v46 = jnp.cos(v22)
    v47 = x9 / v16
    v48 = jnp.arctan2(v26, v30)
    v49 = jnp.sinh(v20)
    v50 = v45 - v34
    v51 = lax.pow(x14, v23)
    v52 = lax.pow(v21, v10)
    v53 = v52 - v27
    v54 = jnp.log(v49)
    v55 = lax.pow(v7, v42)
    v56 = jnp.arctan2(v34, v53)
    v57 = v4 / v56
    v58 = v25 * v40
    v59 = v23 * v17
    v60 = v45 * 1.0
    v61 = lax.pow(v50, v48)
    v62 = jnp.arctan2(v37, v9)
    v63 = v43 - v44
    v64 = jnp.arctan2(v57, v25)
    v65 = v58 * v30
    v66 = x6**2
    v67 = jnp.arctan2(v12, v46)
    v68 = jnp.arctan2(v23, x10)
    v69 = x5 * x13
    v70 = v41 / v40
    v71 = jnp.arctan2(v45, v47)
    v72 = jnp.arcsinh(x15)
    v73 = lax.pow(v70, v67)
    v74 = jnp.arcsin(v50)
    v75 = v54 - v63
    v76 = jnp.arctan2(v21, v49)
    v77 = v51 * v61
    v78 = lax.pow(v71, v39)
    v79 = v33**2
    v80 = v76 / v78
    v81 = 1.0 + v79
    v82 = v75 / v60
    v83 = jnp.arctanh(v30)
    v84 = v59 * v29
    v85 = v84 / v12
    v86 = v74 + v13
    v87 = jnp.arctan2(v64, v68)
    v88 = v4 - v75
    v89 = v66 + v74
    v90 = v86 / v87
    v91 = lax.pow(v59, v26)
    v92 = v52 * v46
    v93 = v86 / x2
    v94 = lax.pow(v82, v85)
    v95 = -v84
    v96 = v15 / v73
    v97 = v89 / v92
    v98 = v6 - v54
    v99 = v90 * v28
    v100 = v91 - v65
    v101 = lax.pow(v42, v99)
    v102 = v62 - v92
    v103 = jnp.tan(v71)
    v104 = lax.pow(v71, v32)
    v105 = v89 + v22
    return (
        v105, v55, v69, v72, v77, v80, v81, v83, v88, v93, v94, v95, v96, v97, v98, v100, v101,
        v102, v103, v104,
    )
