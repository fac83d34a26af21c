"""Human heart dipole problem (MINPACK-2 collection; Averick, Carter, More and Xue 1992).

Eight moments of the electric field on the body's surface determine the strengths, places and directions
of two dipoles: the residuals below vanish at the solution.
"""

# The measured moments; any figures give the same graph.
SUM_X = SUM_Y = SUM_A = SUM_B = SUM_C = SUM_D = SUM_E = SUM_F = 1.0


def human_heart_dipole(a, b, c, d, t, u, v, w):
    """Residuals of the eight moment equations; (a, c) and (b, d) are strengths, (t, v) and (u, w) places."""
    strength_x = a + b - SUM_X
    strength_y = c + d - SUM_Y

    first_x = t * a + u * b - v * c - w * d - SUM_A
    first_y = v * a + w * b + t * c + u * d - SUM_B

    # Real part of the square of each place, as a complex number.
    square_one = t**2 - v**2
    square_two = u**2 - w**2
    second_x = a * square_one - 2.0 * c * t * v + b * square_two - 2.0 * d * u * w - SUM_C
    second_y = c * square_one - 2.0 * a * t * v + d * square_two - 2.0 * b * u * w - SUM_D

    # Real and imaginary part of its cube.
    cube_one_x = t * (t**2 - 3.0 * v**2)
    cube_one_y = v * (v**2 - 3.0 * t**2)
    cube_two_x = u * (u**2 - 3.0 * w**2)
    cube_two_y = w * (w**2 - 3.0 * u**2)
    third_x = a * cube_one_x + c * cube_one_y + b * cube_two_x + d * cube_two_y - SUM_E
    third_y = c * cube_one_x - a * cube_one_y + d * cube_two_x - b * cube_two_y - SUM_F

    return strength_x, strength_y, first_x, first_y, second_x, second_y, third_x, third_y
