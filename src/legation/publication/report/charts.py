"""Charts as SVG: still, for paper, and readable by who cannot see them. The same numbers always give the same bytes.

Written here rather than drawn by a library: three plain forms need no 88 MB renderer, and each has its title and description.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isinf, log10
from typing import Final

from markupsafe import Markup, escape

from legation.publication.report.series import Run

WIDTH, HEIGHT = 330, 132
LEFT, RIGHT, TOP, BOTTOM = 34, 10, 10, 20
_INK, _SHADE, _RULE, _QUIET, _TARGET = "#7a1f2b", "#e7c9c4", "#d9d4c9", "#5c5850", "#1d4e6b"


@dataclass(frozen=True)
class Mark:
    """A target: in which year, and which value."""

    year: int
    value: float


def _svg(name: str, width: int, height: int, title: str, described: str, body: Sequence[str]) -> Markup:
    head = (
        f'<svg class="chart" role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {width} {height}" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(described)}</desc>'
    )
    return Markup(head + "".join(body) + "</svg>")  # noqa: S704 - made of numbers, and of texts escaped above


def _n(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _top(most: float) -> float:
    """A round number at or above the greatest value."""
    if most <= 0:
        return 1
    size = 10.0 ** floor(log10(most))
    return next((step * size for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8) if step * size >= most), 10 * size)


def _label(number: float) -> str:
    if abs(number) >= 1_000_000:
        return f"{_n(number / 1_000_000)} M"
    if abs(number) >= 10_000:
        return f"{_n(number / 1_000)} k"
    return _n(number)


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}">{escape(text)}</text>'


def line_chart(name: str, runs: Sequence[Run], title: str, described: str, targets: Sequence[Mark] = ()) -> Markup:
    """An indicator over its years: the lower bound as a line, what uncertain dates leave open as a shade, targets as diamonds."""
    first, last = runs[0].first, max(runs[-1].last, *(mark.year for mark in targets), runs[0].first + 1)
    known = [run.bounds for run in runs if run.bounds is not None]
    finite = [edge for low, high in known for edge in (low, high) if not isinf(edge)] + [mark.value for mark in targets]
    most, least = _top(max(finite, default=1)), min(0, *finite) if finite else 0
    least = -_top(-least) if least < 0 else 0.0

    def x(year: float) -> float:
        return LEFT + (year - first) / (last + 1 - first) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        held = min(max(value, least), most)
        return TOP + (most - held) / (most - least) * (HEIGHT - TOP - BOTTOM)

    body = [f'<g stroke="{_RULE}" stroke-width="0.6">']
    body += [f'<path d="M{LEFT} {_n(y(at))}H{WIDTH - RIGHT}"/>' for at in _ticks(least, most)]
    body.append(f'</g><g fill="{_QUIET}" font-size="8.5">')
    body += [_text(LEFT - 4, y(at) + 3, _label(at), "end") for at in _ticks(least, most)]
    body += [_text(x(year), HEIGHT - 6, str(year)) for year in _years(first, last)]
    body.append("</g>")
    shade, line = [], []
    before: Run | None = None
    for run in runs:
        if run.bounds is None:
            before = None
            continue
        low, high = run.bounds
        if high > low:
            shade.append(f"M{_n(x(run.first))} {_n(y(high))}H{_n(x(run.last + 1))}V{_n(y(low))}H{_n(x(run.first))}Z")
        line.append(f"{'L' if before is not None else 'M'}{_n(x(run.first))} {_n(y(low))}H{_n(x(run.last + 1))}")
        before = run
    if shade:
        body.append(f'<path fill="{_SHADE}" d="{"".join(shade)}"/>')
    body.append(f'<path fill="none" stroke="{_INK}" stroke-width="1.6" stroke-linejoin="round" d="{"".join(line)}"/>')
    for mark in targets:
        cx, cy = x(mark.year + 1), y(mark.value)
        body.append(f'<path fill="{_TARGET}" d="M{_n(cx)} {_n(cy - 4)}l4 4l-4 4l-4 -4z"/>')
    return _svg(name, WIDTH, HEIGHT, title, described, body)


def _ticks(least: float, most: float) -> list[float]:
    return [least, 0, most] if least < 0 else [0, most / 2, most]


def _years(first: int, last: int) -> list[int]:
    span = last - first
    step = next((one for one in (1, 2, 5, 10, 20, 25, 50, 100) if span / one <= 6), 200)
    return list(range(ceil(first / step) * step, last + 1, step)) or [first]


def bar_chart(name: str, counts: Sequence[tuple[int, int]], step: int, title: str, described: str) -> Markup:
    """How many acts in each year or decade: ``counts`` by first year, ``step`` years a bar."""
    width, height = 690, 96
    first, last = counts[0][0], counts[-1][0] + step
    most = _top(max(count for _, count in counts))
    unit = (width - LEFT - RIGHT) / (last - first)

    def y(value: float) -> float:
        return TOP + (most - value) / most * (height - TOP - BOTTOM)

    body = [f'<g stroke="{_RULE}" stroke-width="0.6">']
    body += [f'<path d="M{LEFT} {_n(y(at))}H{width - RIGHT}"/>' for at in (0, most)]
    body.append(f'</g><g fill="{_QUIET}" font-size="8.5">')
    body += [_text(LEFT - 4, y(at) + 3, _label(at), "end") for at in (0, most)]
    body += [_text(LEFT + (year - first) * unit, height - 6, str(year)) for year in _years(first, last)]
    body.append(f'</g><g fill="{_INK}">')
    for year, count in counts:
        left, bar = LEFT + (year - first) * unit, max(step * unit - 1, 1)
        if count:
            body.append(
                f'<rect x="{_n(left)}" y="{_n(y(count))}" width="{_n(bar)}" height="{_n(y(0) - y(count))}">'
                f"<title>{year}: {count}</title></rect>"
            )
    body.append("</g>")
    return _svg(name, width, height, title, described, body)


_PARTS: Final = (("yes", "#2f6b4f"), ("partly", "#c69a3a"), ("no", "#9c2f2f"), ("cannot_be_known", "#cfcac0"))


def verdict_bar(name: str, counts: Sequence[tuple[str, int]], title: str, described: str) -> Markup:
    """How many assertions are borne out, in part, not, or cannot be known: one bar in four shades, each with its number."""
    width, height = 690, 30
    total = sum(count for _, count in counts) or 1
    colours, body, left = dict(_PARTS), [], 0.0
    for word, count in counts:
        if not count:
            continue
        size = count / total * width
        ink = "#ffffff" if word in ("yes", "no") else "#1c1a17"
        body.append(f'<rect x="{_n(left)}" y="2" width="{_n(max(size - 2, 1))}" height="26" fill="{colours[word]}"/>')
        body.append(f'<text x="{_n(left + 8)}" y="20" font-size="13" font-weight="600" fill="{ink}">{count}</text>')
        left += size
    return _svg(name, width, height, title, described, body)


def money_chart(name: str, rows: Sequence[tuple[str, float, float | None]], title: str, described: str) -> Markup:
    """For each element what was budgeted (outline) and what was accrued of it (filled)."""
    width, row, left = 690, 26, 92
    height = row * len(rows) + 6
    most = max((max(modified, accrued or 0) for _, modified, accrued in rows), default=1) or 1
    body = []
    for place, (code, modified, accrued) in enumerate(rows):
        y = place * row + 5
        body.append(f'<text x="0" y="{y + 14}" font-size="10.5" fill="#1c1a17">{escape(code)}</text>')
        size = modified / most * (width - left - 80)
        body.append(
            f'<rect x="{left}" y="{y}" width="{_n(size)}" height="17" fill="#f3efe6" stroke="{_QUIET}" stroke-width="0.8"/>'
        )
        if accrued is not None:
            done = accrued / most * (width - left - 80)
            over = accrued > modified
            body.append(f'<rect x="{left}" y="{y + 4}" width="{_n(done)}" height="9" fill="{"#9c2f2f" if over else _TARGET}"/>')
            if modified:
                body.append(
                    f'<text x="{_n(left + max(size, done) + 6)}" y="{y + 13}" font-size="10.5" fill="{_QUIET}">'
                    f"{_n(round(accrued / modified * 100, 1))} %</text>"
                )
    return _svg(name, width, height, title, described, body)
