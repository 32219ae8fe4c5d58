"""Rows of the result: what was measured, its floor, its budget."""

from dataclasses import dataclass

RATIO, AMOUNT = "ratio", "amount"


@dataclass(frozen=True)
class Row:
    """One budget."""

    what: str
    unit: str
    measured: float | None = None
    floor: float | None = None
    budget: float | None = None
    kind: str = AMOUNT
    """Whether the budget limits the ratio to the floor or the amount itself."""
    missing: str = ""
    """Why there is no measurement."""

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return self.measured / self.floor if self.measured is not None and self.floor else None

    @property
    def within(self) -> bool | None:
        """Whether the budget holds; None where nothing was measured."""
        value = self.ratio if self.kind == RATIO else self.measured
        return None if value is None or self.budget is None else value <= self.budget


def render(rows: list[Row]) -> str:
    """A plain table."""
    lines = [("", "measured", "floor", "ratio", "budget", "")]
    for row in rows:
        if row.missing:
            lines.append((row.what, "-", "-", "-", "-", row.missing))
            continue
        limit = f"{row.budget:g}{'x' if row.kind == RATIO else ' ' + row.unit}" if row.budget is not None else "-"
        state = {True: "holds", False: "OVER", None: ""}[row.within]
        lines.append(
            (row.what, amount(row.measured, row.unit), amount(row.floor, row.unit), times(row.ratio), limit, state)
        )
    widths = [max(len(line[column]) for line in lines) for column in range(6)]
    return "\n".join(
        "  ".join(
            cell.ljust(widths[i]) if i in (0, 5) else cell.rjust(widths[i]) for i, cell in enumerate(line)
        ).rstrip()
        for line in lines
    )


def amount(value: float | None, unit: str) -> str:
    """Three figures are enough."""
    return "-" if value is None else f"{value:.3g} {unit}" if value < 1000 else f"{value:.0f} {unit}"


def times(value: float | None) -> str:
    """A ratio."""
    return "-" if value is None else f"{value:.2f}x"
