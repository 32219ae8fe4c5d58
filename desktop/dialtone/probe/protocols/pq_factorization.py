"""Telegram's small proof of work: factoring a product of two 31-bit primes, in some hundredths of a second."""

from math import gcd
from time import sleep  # noqa: TID251 - for no time: it lets another thread run

_MAX_DOUBLINGS = 18
"""Two 31-bit primes need about 2 ** 16 rounds: we give up on one product in millions."""
_AT_ONCE = 256  # differences that share one gcd, which takes longer than a multiplication


def factorize(product: int) -> tuple[int, int] | None:
    """Return both factors, the smaller one first; None if there are none, or none in half a second (Brent's rho)."""
    if product % 2 == 0 or product < 9 or pow(2, product - 1, product) == 1:
        return None
    for start in (3, 5, 7):
        divisor = _divisor(product, start)
        if divisor is not None:
            return min(divisor, product // divisor), max(divisor, product // divisor)
    return None


def _divisor(product: int, start: int) -> int | None:
    """Return a divisor, by Pollard's rho method with Brent's cycle detection; None if none is found from `start`."""
    y = start
    for length in (1 << doubled for doubled in range(_MAX_DOUBLINGS + 1)):
        x = y
        for _ in range(length):
            y = (y * y + 1) % product
        for stepped in range(0, length, _AT_ONCE):
            batch_start, differences = y, 1
            for _ in range(min(_AT_ONCE, length - stepped)):
                y = (y * y + 1) % product
                differences = differences * (x - y) % product
            sleep(0)  # else the thread of the check waits up to 5 ms for its turn (sys.getswitchinterval)
            if gcd(differences, product) != 1:
                return _step_by_step(product, x, batch_start)
    return None


def _step_by_step(product: int, x: int, y: int) -> int | None:
    """Return the factor that the first such difference from `y` on shares with the product; None if that is all of it.

    `_divisor` only knows that one of a batch of multiplied differences shares a factor.
    """
    while True:
        y = (y * y + 1) % product
        divisor = gcd(x - y, product)
        if divisor != 1:
            return divisor if divisor != product else None
