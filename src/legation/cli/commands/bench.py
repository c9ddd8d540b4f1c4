"""``legation bench``: the same questions to this engine and to its peers, in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.cli.language import terminal_language, told
from legation.cli.output import fail
from legation.terms.told import os_reason


def bench(
    size: Annotated[list[str] | None, typer.Option("--acts", help="cli.size")] = None,
    panels: Annotated[Path | None, typer.Option("--panels", help="cli.bench_panels", exists=True, file_okay=False)] = None,
) -> None:
    try:
        from legation.bench.published_peers import beside
        from legation.bench.run import run  # the peers are an extra

        if size or panels is None:
            run([int(float(one)) for one in size or ["1e5", "1e6"]], typer.echo)
        for line in beside(panels) if panels is not None else ():
            typer.echo(line)
    except ModuleNotFoundError:
        fail(told("cli.bench_extra"))
    except OSError as error:
        fail(told("cli.cannot_read", file=error.filename or panels, reason=os_reason(error)[terminal_language()]))
