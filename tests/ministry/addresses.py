"""Every address of the office, made from its tables of routes: for each route one address for each of a few ids and forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

FORMS = ("csv", "json", "bib", "xml", "jsonld")
_PART = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """An address with the policy of its route."""

    path: str
    policy: str
    writes: bool
    name: str


def patterns() -> Iterator[tuple[str, URLPattern]]:
    """Every pattern with the whole of its route."""

    def walk(resolver: Any, before: str) -> Iterator[tuple[str, URLPattern]]:
        for one in resolver.url_patterns:
            if isinstance(one, URLResolver):
                yield from walk(one, before + "<lang:language>/" if "LocalePrefix" in type(one.pattern).__name__ else before)
            else:
                yield before + str(one.pattern), one

    return walk(get_resolver(), "")


def addresses(ids: Sequence[str], language: str = "en", query: str = "") -> list[Address]:
    """Every address, with each of the ids where it takes one."""
    found = []
    for route, pattern in patterns():
        names = [name for _, name in _PART.findall(route)]
        for id in ids if any(one not in ("language", "form") for one in names) else ids[:1]:
            for form in FORMS if "form" in names else FORMS[:1]:
                values = {"language": language, "form": form, "table": "acts", "digest": "0" * 64, "what": id, "table_": id}
                path = "/" + _PART.sub(lambda part, form=form, id=id, values=values: values.get(part[2], id), route)  # type: ignore[misc]
                view: Any = pattern.callback
                found.append(Address(path + query, view.policy, getattr(view, "writes", False), pattern.name or ""))
    return list({one.path: one for one in found}.values())
