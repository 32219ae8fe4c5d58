"""Telegram's small proof of work: factoring a product of two 31-bit primes, in some thousandths of a second.

By elliptic curves: modulo a prime, a point of a curve vanishes when it is multiplied by all factors of the curve's
order, and the orders of some curves have only small factors. Source, of the formulas too: P. L. Montgomery, "Speeding
the Pollard and elliptic curve methods of factorization" (Mathematics of Computation 48, 1987).
"""

from math import gcd, lcm
from time import sleep  # noqa: TID251 - for no time: it lets another thread run

_FIRST_CURVE, _MOST_CURVES = 6, 60
"""Two 31-bit primes need four curves on average, of a thousandth of a second each."""
_SMALL_FACTORS = lcm(*range(2, 200))
_STRIDE, _STRIDES = 30, 240
"""An order may have one larger factor, up to their product."""
_BESIDE_STRIDES = (1, 7, 11, 13)
"""Every prime above 5 is a multiple of 30, plus or minus one of these."""

_Point = tuple[int, int]
"""X and Z; it has vanished modulo the factors that Z has in common with the product."""


def factorize(product: int) -> tuple[int, int] | None:
    """Return both factors, the smaller one first; None if there are none, or none is found on the first curves."""
    if product % 2 == 0 or product < 9 or pow(2, product - 1, product) == 1:
        return None
    small = next((n for n in range(3, 200, 2) if product % n == 0 and n < product), None)
    for sigma in range(_FIRST_CURVE, _FIRST_CURVE + _MOST_CURVES):
        divisor = small or _try_curve(product, sigma)
        if 1 < divisor < product:
            return min(divisor, product // divisor), max(divisor, product // divisor)
        sleep(0)  # else the thread of the check waits up to 5 ms for its turn (sys.getswitchinterval)
    return None


def _try_curve(product: int, sigma: int) -> int:
    """Return a common divisor of the product and what vanishes on the curve of `sigma` (Suyama's parametrisation)."""
    u, v = sigma * sigma - 5, 4 * sigma
    divisor = gcd(16 * u**3 * v, product)
    if divisor != 1:
        return divisor
    curve = _Curve(product, (v - u) ** 3 * (3 * u + v) * pow(16 * u**3 * v, -1, product) % product)
    point = curve.times(_SMALL_FACTORS, (u**3 % product, v**3 % product))
    divisor = gcd(point[1], product)
    return divisor if divisor != 1 else gcd(curve.meet(point), product)


class _Curve:
    """A curve in Montgomery form, modulo the product; `a24` is (A + 2) / 4."""

    def __init__(self, product: int, a24: int) -> None:
        self._product, self._a24 = product, a24

    def double(self, point: _Point) -> _Point:
        """Return twice a point."""
        x, z = point
        plus, minus = (x + z) ** 2 % self._product, (x - z) ** 2 % self._product
        between = plus - minus
        return plus * minus % self._product, between * (minus + self._a24 * between) % self._product

    def add(self, point: _Point, other: _Point, difference: _Point) -> _Point:
        """Return the sum of two points whose difference is known."""
        across, along = (point[0] - point[1]) * (other[0] + other[1]), (point[0] + point[1]) * (other[0] - other[1])
        x, z = (across + along) ** 2 % self._product, (across - along) ** 2 % self._product
        return difference[1] * x % self._product, difference[0] * z % self._product

    def times(self, number: int, point: _Point) -> _Point:
        """Return a multiple of a point (Montgomery's ladder)."""
        multiple, next_one = point, self.double(point)
        for bit in f"{number:b}"[1:]:
            both = self.add(multiple, next_one, point)
            if bit == "1":
                multiple, next_one = both, self.double(next_one)
            else:
                multiple, next_one = self.double(multiple), both
        return multiple

    def meet(self, point: _Point) -> int:
        """Return a number that vanishes where a larger prime times the point does: two of its multiples are alike."""
        beside = [self.times(number, point) for number in _BESIDE_STRIDES]
        stride = self.times(_STRIDE, point)
        before, here = stride, self.double(stride)
        differences = 1
        for _ in range(_STRIDES):
            for x, z in beside:
                differences = differences * (here[0] * z - x * here[1]) % self._product
            before, here = here, self.add(here, stride, before)
        return differences
