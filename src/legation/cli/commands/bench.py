"""``legation bench``: the same questions to this engine and to its peers, in one run."""

from __future__ import annotations

from typing import Annotated

import typer

from legation.cli.language import told
from legation.cli.output import fail


def bench(size: Annotated[list[str] | None, typer.Option("--acts", help="cli.size")] = None) -> None:
    try:
        from legation.bench.run import run  # the peers are an extra

        run([int(float(one)) for one in size or ["1e5", "1e6"]], typer.echo)
    except ModuleNotFoundError:
        fail(told("cli.bench_extra"))
