"""What every statistic with a picture does: refuse, hand out a file, or show the page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.cells import Integer
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES
from yaohao.ground.theme.links import export_links
from yaohao.stages.oversight.filters import StatisticsFilter
from yaohao.stages.oversight.pages import page
from yaohao.stages.oversight.queries.choosing import Chosen
from yaohao.stages.oversight.views.exports import wanted

READERS = (Role.CLERK, Role.DIRECTOR, Role.DEPUTY, Role.SECTION_HEAD, Role.AUDITOR)
TABS: list[tuple[str, Promise]] = [
    ("oversight:statistics", gettext_lazy("From plan to publication")),
    ("oversight:completion", gettext_lazy("Plan completion")),
    ("oversight:coverage", gettext_lazy("Coverage map")),
    ("oversight:load", gettext_lazy("Load of the officers")),
]


def tabs(here: str) -> list[dict[str, Any]]:
    """The statistics beside each other, the open one marked."""
    return [{"url": page(name), "word": word, "here": name == here} for name, word in TABS]


def pictured(
    request: HttpRequest,
    name: str,
    asked: StatisticsFilter,
    title: str,
    build: Callable[[Chosen], tuple[Sequence[Column], Sequence[Mapping[str, Any]], str, Any]],
) -> HttpResponse:
    """`build` gives columns, rows, the sentence, and what else the template takes.

    A row holds values by column, and beside them `links` by column and `picture`.
    """
    chosen = asked.chosen
    context: dict[str, Any] = {
        "title": title,
        "filter": asked,
        "mistakes": asked.mistakes,
        "tabs": tabs(f"oversight:{name}"),
    }
    if chosen:
        columns, rows, sentence, more = build(chosen)
        file = wanted(
            request, columns, rows, name=f"{name}-{chosen.year}",
            title=f"{title} {chosen.year}", sentence=sentence,
        )  # fmt: skip
        if file:
            return file
        context |= {
            "sentence": sentence,
            "exports": export_links(request, TYPES),
            "heads": [(column.name, _right(column)) for column in columns if column.key != "title"],
            "rows": [_row(columns, row) for row in rows],
            **more,
        }
    return render(request, f"oversight/{name}.html", context, status=200 if chosen else 422)


def rows_at(name: str, **values: object) -> str:
    """The address of a list with its filter; empty values are left out."""
    told = {key: value for key, value in values.items() if value not in ("", None)}
    return f"{page(name)}?{urlencode(told)}"


def _right(column: Column) -> bool:
    return isinstance(column.parse, Integer)


def _row(columns: Iterable[Column], row: Mapping[str, Any]) -> dict[str, Any]:
    links = row.get("links", {})
    cells = [
        (row.get(column.key), links.get(column.key, ""), _right(column))
        for column in columns
        if column.key != "title"  # on the page it stands beside the label
    ]
    return {**row, "cells": cells}
