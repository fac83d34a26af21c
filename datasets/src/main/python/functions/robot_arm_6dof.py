"""Forward kinematics of a robot arm with six rotating joints: place of its tool, and orientation as
Tait-Bryan angles.

Lengths of the links are in millimetres.
"""

import jax.numpy as jnp

TOOL = 185.0
FOREARM = 1035.0
ELBOW = 50.0
UPPER_ARM = 890.0
SHOULDER = 175.0
BASE = 575.0


def robot_arm_6dof(joint1, joint2, joint3, joint4, joint5, joint6):
    """Place (x, y, z) of the tool and the three angles of its orientation, from the joints' angles."""
    c1, c2, c4 = jnp.cos(joint1), jnp.cos(joint2), jnp.cos(joint4)
    c5, c6 = jnp.cos(joint5), jnp.cos(joint6)
    # Cosine and sine of the sum of joints 2 and 3, which turn about parallel axes.
    c23 = jnp.cos(joint2) * jnp.cos(joint3) - jnp.sin(joint2) * jnp.sin(joint3)
    s1, s2, s4 = jnp.sin(joint1), jnp.sin(joint2), jnp.sin(joint4)
    s5, s6 = jnp.sin(joint5), jnp.sin(joint6)
    s23 = jnp.cos(joint2) * jnp.sin(joint3) + jnp.sin(joint2) * jnp.cos(joint3)

    approach_x = s5 * (c1 * c23 * c4 + s1 * s4) + c1 * s23 * c5
    approach_y = s5 * (s1 * c23 * c4 - c1 * s4) + s1 * s23 * c5
    approach_z = s23 * c4 * s5 - c23 * c5
    normal_z = c6 * (c23 * s5 + s23 * c4 * c5) - s23 * s4 * s6
    slide_z = -s6 * (c23 * s5 + s23 * c4 * c5) - s23 * s4 * c6

    yaw = jnp.arctan2(approach_y, approach_x)
    pitch = jnp.arctan2(jnp.sqrt(1.0 - approach_z**2), approach_z)
    roll = jnp.arctan2(slide_z, -normal_z)

    x = TOOL * (s5 * (c1 * c23 * c4 + s1 * s4) + c1 * s23 * c5) + c1 * (
        SHOULDER + UPPER_ARM * c2 + ELBOW * c23 + FOREARM * s23
    )
    # The benchmark that this graph comes from adds in the second term where approach_y subtracts.
    y = TOOL * (s5 * (s1 * c23 * c4 + c1 * s4) + s1 * s23 * c5) + s1 * (
        SHOULDER + UPPER_ARM * c2 + ELBOW * c23 + FOREARM * s23
    )
    z = (
        UPPER_ARM * s2
        + BASE
        + ELBOW * s23
        - FOREARM * c23
        + TOOL * (s23 * c4 * s5 - c23 * c5)
    )
    return x, y, z, yaw, pitch, roll
