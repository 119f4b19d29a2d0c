"""Completion, coverage and load: what the pages count, and what they never tell."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.urls import reverse
from django.utils import timezone
from fairdraw.announcement import Stratum

from tests.cast import Cast
from tests.factories.draw import Ceremony, ceremony, ready
from tests.factories.inspection import drawn, task
from tests.factories.planning import YEAR, filed_line, plan_objects
from tests.factories.registers import make_object, make_officer
from tests.stages.oversight.visits import visit
from tests.stages.registers.browsers import browser
from yaohao.ground.accounts.models import User
from yaohao.ground.keys import queries as keys
from yaohao.stages.draw.rules import State as DrawState
from yaohao.stages.inspection.rules import State
from yaohao.stages.oversight.queries.choosing import Chosen
from yaohao.stages.oversight.queries.completion import line_parts, month_parts
from yaohao.stages.oversight.queries.coverage import coverage
from yaohao.stages.oversight.queries.layout import layout
from yaohao.stages.oversight.queries.load import officer_loads
from yaohao.stages.oversight.rules.completion import Completion
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.rules import Regime
from yaohao.stages.registers.models import InspectionObject, Leave, PastVisit

PAGES = ("completion", "coverage", "load")


def shown(user: User, name: str, **query: Any) -> str:
    answer = browser(user).get(reverse(f"oversight:{name}"), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def listed(user: User, name: str, **query: Any) -> list[dict[str, str]]:
    answer = browser(user).get(reverse(f"oversight:{name}"), {"export": "csv", **query})
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_line_is_planned_then_drawn_then_visited(cast: Cast, settings: LazySettings) -> None:
    walk = task(cast, settings=settings, objects=4)
    today = timezone.localdate()
    chosen = Chosen(cast.city, YEAR)
    assert [part.done for part in line_parts(chosen, today)] == [Completion(2, 2, 0, 0, 0)]
    made = drawn(walk, State.REPORTED)
    (part,) = line_parts(chosen, today)
    assert (part.done, part.draw) == (Completion(2, 2, 1, 1, 0), walk.number)
    after = walk.line.window_end + timedelta(1)
    assert [one.done.overdue for one in line_parts(chosen, after)] == [1]
    months = dict(month_parts(chosen, [part]))
    assert made.planned_on is not None
    assert months[made.planned_on.month, Regime.RANDOM].visited == 1
    assert line_parts(Chosen(cast.next_county, YEAR), today) == []


def test_what_the_page_counts_stands_in_the_list_it_leads_to(
    cast: Cast, settings: LazySettings
) -> None:
    walk = task(cast, settings=settings, objects=4)
    made = drawn(walk, State.RECORDED)
    assert made.planned_on is not None
    member = made.members.select_related("officer")[0].officer
    address, client = reverse("inspection:inspections"), browser(cast.director)
    found: list[dict[str, Any]] = [
        {"plan": YEAR, "line": walk.line.number, "regime": "random", "state": "visited"},
        {"on": made.planned_on.strftime("%Y-%m"), "section": "none", "state": "visited"},
        {"on": YEAR, "officer": member.pk, "state": "shown", "regime": "random"},
    ]
    for query in found:
        assert made.number in client.get(address, query).content.decode(), query
    others: list[dict[str, Any]] = [
        {"line": walk.line.number + 1}, {"regime": "key"}, {"section": cast.mines.pk},
        {"on": "2020-01"}, {"on": "nonsense"}, {"officer": member.pk + 1000},
    ]  # fmt: skip
    for query in others:
        assert made.number not in client.get(address, query).content.decode(), query


def test_a_sealed_draw_tells_what_was_announced_and_no_more(
    cast: Cast, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.YAOHAO_DEMO = True
    walk = ceremony(cast, line=ready(cast, objects=12))
    walk.to(DrawState.ANNOUNCED)
    for firm in firms()[:9]:
        PastVisit.objects.create(
            bureau=cast.city, object=firm, date=date(YEAR, 1, 5), origin="RANDOM",
            item_code=walk.line.item.code,
        )  # fmt: skip
    walk.to(DrawState.BOUND)
    before = [shown(cast.director, name) for name in ("coverage", "load")]
    walk.to(DrawState.DRAWN)
    assert len(walk.drawn_ids()) == 3  # sealed: fewer than the six that were announced

    def never(*_values: object) -> bytes:
        raise AssertionError("a page opened what is sealed")

    monkeypatch.setattr(keys, "unseal", never)
    (row,) = listed(cast.director, "completion")
    assert (row["Planned"], row["Drawn"], row["Visited"], row["Overdue"]) == ("6", "6", "0", "0")
    county = firms()[0].region
    (row,) = listed(cast.director, "completion", county=county)
    assert (row["Planned"], row["Drawn"]) == ("", "")  # no line says how many fall to a county
    assert [_told(shown(cast.director, name)) for name in ("coverage", "load")] == [
        _told(text) for text in before
    ]
    with pytest.raises(AssertionError, match="sealed"):
        walk.drawn_ids()  # the trap works


def firms() -> list[InspectionObject]:
    return list(InspectionObject.objects.order_by("object_id"))


def _told(text: str) -> str:
    return text[text.index("<table") : text.rindex("</table>")]


def test_kinds_are_never_added_to_each_other(cast: Cast) -> None:
    plan_objects(cast.city, 10)
    filed_line(cast.city, title="随机")
    everybody = (Stratum("ALL", "ratio", 10_000),)
    filed_line(cast.city, title="重点", regime=Regime.KEY, shares=everybody)
    Line.objects.update(section=cast.mines)
    rows = listed(cast.director, "completion", by="section")
    assert {(row["Kind of inspection"], row["Planned"]) for row in rows} == {
        ("Random", "5"), ("Key", "10"),
    }  # fmt: skip
    text = shown(cast.director, "completion", by="section")
    assert "Random: 5 planned" in text
    assert "Key: 10 planned" in text
    assert "15" not in [row["Planned"] for row in rows]
    (row,) = listed(cast.director, "completion", regime="key")
    assert row["Title"] == "重点"


def test_coverage_tells_year_cycle_and_never(cast: Cast) -> None:
    seen, long_ago, cause, _never = (make_object(cast.city, region="140702") for _ in range(4))
    PastVisit.objects.create(bureau=cast.city, object=seen, date=date(YEAR, 1, 5))
    PastVisit.objects.create(bureau=cast.city, object=long_ago, date=date(YEAR - 2, 1, 5))
    visit(cast, object=cause)
    found = {
        one.code: one.cover
        for one in coverage(Chosen(cast.city, YEAR), Regime.RANDOM, timezone.localdate())
    }
    cover = found["140702"]
    assert (cover.objects, cover.year, cover.never) == (5, 1, 2)  # the visit made one more
    assert found["140703"].objects == 0  # of the prefecture, though the register has nothing there
    text = shown(cast.auditor, "coverage")
    assert "Sketch map" in text
    assert "1 of 5 enterprises visited this year, 20%" in text
    assert 'href="#county-140702"' in text
    assert 'id="county-140702"' in text
    assert "style=" not in text


def test_a_bureaus_own_layout_wins_and_its_mistakes_are_named(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.YAOHAO_DATA = tmp_path
    assert layout()[0]["140702"] == (2, 1)
    folder = Path(settings.YAOHAO_DATA) / "tiles"
    folder.mkdir(parents=True)
    (folder / "own.csv").write_text("code,column,row\n140702,9,9\n140703,left,1\n", "utf-8")
    places, mistakes = layout()
    assert places["140702"] == (9, 9)
    assert mistakes == ["own.csv:3"]


def test_the_load_counts_days_once_and_names_only_for_those_with_the_right(cast: Cast) -> None:
    busy = make_officer(cast.city, name="忙人甲", user=cast.officer, section=cast.mines)
    for _ in range(2):
        visit(cast, user=cast.officer, planned_on=date(YEAR, 3, 3))
    visit(cast, user=cast.officer, planned_on=date(YEAR, 3, 4), state="approved", outcome="",
          disposal="")  # fmt: skip
    for name in ("闲人乙", "闲人丙"):
        make_officer(cast.city, name=name)
    Leave.objects.create(
        officer=busy, first=date(YEAR, 2, 27), last=date(YEAR, 3, 1), by=cast.clerk
    )
    loads = {one.officer.pk: one.load for one in officer_loads(Chosen(cast.city, YEAR))}
    load = loads[busy.pk]
    assert (load.out, load.days[2], sum(load.visits["cause"])) == (1, 1, 2)
    assert load.leave[2] == 1
    rows = listed(cast.director, "load")
    assert [row["With a cause"] for row in rows if row["Officer"] == "忙人甲"] == ["2"]
    assert [row["Beside the mean"] for row in rows if row["Officer"] == "闲人乙"] == ["none so far"]
    for stranger_to_names in (cast.clerk, cast.head):
        text = shown(stranger_to_names, "load")
        assert "Officer 1" in text
        assert "忙人甲" not in text
        assert busy.certificate not in text
        assert listed(stranger_to_names, "load", section=cast.mines.pk) == []  # one is one too few
    assert "忙人甲" in shown(cast.director, "load", section=cast.mines.pk)


@pytest.mark.parametrize("name", PAGES)
def test_a_value_that_cannot_be_is_named_and_no_row_is_shown(cast: Cast, name: str) -> None:
    answer = browser(cast.director).get(reverse(f"oversight:{name}"), {"county": "110101"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "This list has no such value" in text
    assert "County" in text
    assert "<table" not in text


@pytest.mark.parametrize("name", PAGES)
def test_the_four_statistics_lead_to_each_other_and_to_files(cast: Cast, name: str) -> None:
    ready(cast)
    text = shown(cast.director, name, year=YEAR)
    for other in ("statistics", *PAGES):
        assert reverse(f"oversight:{other}") in text
    assert "export=csv" in text
    assert "export=xlsx" in text
    kind = browser(cast.director).get(reverse(f"oversight:{name}"), {"export": "xlsx"})
    assert kind.content[:2] == b"PK"


def test_a_draw_that_is_on_its_way_is_drawn_by_nobody(cast: Cast) -> None:
    walk = Ceremony(cast=cast, line=ready(cast))
    walk.to(DrawState.BOUND)
    (row,) = listed(cast.director, "completion")
    assert (row["Planned"], row["Drawn"]) == ("6", "0")
