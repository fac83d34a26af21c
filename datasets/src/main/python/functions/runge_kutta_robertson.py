"""One step of the classical Runge-Kutta method of order four (Hairer, Norsett and Wanner, Solving Ordinary
Differential Equations I, section II.1) on Robertson's chemical kinetics (Hairer and Wanner, volume II,
section IV.1).
"""


def _rates(y1, y2, y3, k1, k2, k3):
    slow = k1 * y1
    fast = k2 * y2**2
    back = k3 * y2 * y3
    return back - slow, slow - back - fast, fast


def runge_kutta_robertson(y1, y2, y3, k1, k2, k3, step):
    """Concentrations of the three species one step later, for the rate constants k1, k2, k3."""
    start = (y1, y2, y3)
    half = 0.5 * step

    def rates(y):
        return _rates(*y, k1, k2, k3)

    def moved(slope, time):
        return tuple(y + time * s for y, s in zip(start, slope))

    slope1 = rates(start)
    slope2 = rates(moved(slope1, half))
    slope3 = rates(moved(slope2, half))
    slope4 = rates(moved(slope3, step))
    weight = step / 6.0
    return tuple(
        y + weight * (a + 2.0 * (b + c) + d)
        for y, a, b, c, d in zip(start, slope1, slope2, slope3, slope4)
    )
