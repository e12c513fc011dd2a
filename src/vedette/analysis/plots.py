"""Plots of views, as PNG or SVG files."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vedette.analysis.asking import AnalysisError, PlotError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_BARS = 60
"""Exercises that a timeline shows one by one; more are counted by year."""
WIDE, HIGH = 9.0, 4.5
"""Size of a plot in inches."""


def save_pair(made: dict[str, Any], path: str) -> None:
    """Exercises of two parties by year, those of the two alone apart."""
    years = made["years"]
    names = " and ".join(made["parties"])

    def draw(axes: "Axes") -> None:
        at = [y["year"] for y in years]
        alone = [y["bilateral"] for y in years]
        axes.bar(at, alone, label="the two alone", color="#1f4e79")
        axes.bar(at, [y["exercises"] - y["bilateral"] for y in years], bottom=alone, label="with others", color="#9dc3e6")
        axes.legend(frameon=False)
        _whole_years(axes, at)
        axes.set_ylabel("exercises")
        axes.set_title(f"Exercises of {names}")

    _save(draw, path)


def save_years(periods: Sequence[dict[str, Any]], path: str, title: str) -> None:
    """How many exercises by year; `periods` have a year (or a longer date) in `period` or `value`, and a number in `exercises`."""
    counted: dict[int, int] = {}
    for p in periods:
        year = int(str(p.get("period") or p["value"])[:4])
        counted[year] = counted.get(year, 0) + p["exercises"]

    def draw(axes: "Axes") -> None:
        axes.bar(list(counted), list(counted.values()), color="#1f4e79")
        _whole_years(axes, list(counted))
        axes.set_ylabel("exercises")
        axes.set_title(title)

    _save(draw, path)


def save_timeline(rows: Sequence[dict[str, Any]], path: str, title: str) -> None:
    """Exercises as bars from first to last day; counted by year where they are too many. Rows have `name`, `first`, `last`."""
    dated = sorted((r for r in rows if r.get("first")), key=lambda r: (r["first"], r["last"]))
    if len(dated) > MOST_BARS:
        save_years([{"period": r["first"], "exercises": 1} for r in dated], path, title)
        return

    def draw(axes: "Axes") -> None:
        for n, row in enumerate(dated):
            first, last = (date.fromisoformat(row[k]).toordinal() for k in ("first", "last"))
            start = date.fromordinal(first)
            axes.barh(n, last - first + 1, left=_number(start), color="#1f4e79", height=0.6)
        axes.set_yticks(range(len(dated)), [str(r["name"] or "unnamed exercise")[:40] for r in dated], fontsize=8)
        axes.invert_yaxis()
        axes.xaxis_date()
        axes.set_title(title)

    _save(draw, path, high=max(HIGH, 1 + 0.22 * len(dated)))


def save_series(made: Sequence[dict[str, Any]], path: str) -> None:
    """Editions by year, as high as the people that are claimed; a hollow mark for one without a figure."""
    name = str(made[0]["name"])
    editions = [e for s in made for e in s["editions"] if e["year"]]

    def draw(axes: "Axes") -> None:
        told = [e for e in editions if e["low"] is not None or e["high"] is not None]
        for e in told:
            low, high = e["low"] if e["low"] is not None else e["high"], e["high"] if e["high"] is not None else e["low"]
            axes.plot([e["year"], e["year"]], [low, high], color="#1f4e79", linewidth=3, marker="o")
        rest = [e["year"] for e in editions if e not in told]
        axes.plot(rest, [0] * len(rest), linestyle="none", marker="o", fillstyle="none", color="#1f4e79")
        _whole_years(axes, [e["year"] for e in editions])
        axes.set_ylabel("people (hollow: no figure)")
        axes.set_title(f"Editions of {name}")

    _save(draw, path)


def _whole_years(axes: "Axes", years: Sequence[int]) -> None:
    """Ticks at whole years only, at most about a dozen."""
    if years:
        step = max(1, (max(years) - min(years)) // 12)
        axes.set_xticks(range(min(years), max(years) + 1, step))
    from matplotlib.ticker import MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(integer=True))


def _number(day: date) -> float:
    from matplotlib.dates import date2num

    return float(date2num(day))  # type: ignore[no-untyped-call]


def _save(draw: Any, path: str, high: float = HIGH) -> None:
    kind = Path(path).suffix.lower().lstrip(".")
    if kind not in ("png", "svg"):
        raise AnalysisError(f"A plot is written as PNG or SVG; name the file so, not {path!r}.")
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure  # without pyplot: no window system, no state
    except ImportError as error:
        raise AnalysisError("Plots need the package matplotlib: pip install 'vedette[analysis]'.") from error
    with mpl.rc_context({"svg.hashsalt": "vedette"}):  # the same plot is the same file
        figure = Figure(figsize=(WIDE, high), layout="constrained")
        draw(figure.subplots())
        try:
            figure.savefig(path, format=kind, dpi=150, metadata={"Date": None} if kind == "svg" else None)
        except OSError as error:
            raise PlotError(f"The plot cannot be written to {path!r}: {error.strerror}.") from error
