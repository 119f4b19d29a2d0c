"""Simulating a year: begun, worked off, shown, compared, removed."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from fairdraw.announcement import Stratum

from tests.cast import Cast
from tests.factories.planning import YEAR, draft_line, plan_objects
from tests.stages.planning.test_pages import browser
from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.queries import of_subject
from yaohao.stages.planning import background, operations
from yaohao.stages.planning.background import simulate
from yaohao.stages.planning.models import Line, Scenario
from yaohao.stages.planning.operations import Refused
from yaohao.stages.planning.rules import ScenarioState
from yaohao.stages.planning.rules.simulation import running
from yaohao.stages.registers.models import InspectionObject, Officer


def begin(by: User, **changes: Any) -> Scenario:
    """A small scenario of all lines of the year."""
    lines = Line.objects.of(by.bureau).filter(plan__year=YEAR)
    values: dict[str, Any] = {
        "year": YEAR, "name": "草案", "lines": [line.pk for line in lines], "years": 30,
        "limits": True, "other": 40, "leave": 5, "a_day": Decimal(1), "checked": 2,
        **changes,
    }  # fmt: skip
    return operations.begin_scenario(by=by, **values)


def done(by: User, **changes: Any) -> Scenario:
    """The same, simulated."""
    scenario = begin(by, **changes)
    simulate.func(scenario.pk)
    scenario.refresh_from_db()
    return scenario


@pytest.fixture
def plan(cast: Cast) -> list[InspectionObject]:
    """Ten red and ten yellow objects, and two lines of half of them each."""
    objects = plan_objects(cast.city, 10) + plan_objects(cast.city, 10, risk="YELLOW")
    draft_line(cast.city, title="上半年", cycle="甲")
    draft_line(cast.city, title="下半年", cycle="乙")
    return objects


def test_a_scenario_is_simulated_and_kept(cast: Cast, plan: list[InspectionObject]) -> None:
    scenario = done(cast.clerk)
    assert scenario.state == ScenarioState.DONE.value, scenario.trouble
    assert scenario.done == scenario.years == 30
    result = scenario.result
    assert result["visits"]["mean"] == result["visits"]["checked"] == 20
    assert [line["quota"] for line in result["lines"]] == [10, 10]
    assert sum(row["objects"] for row in result["classes"]["risk"]) == len(plan)
    actions = [entry.action for entry in of_subject(scenario.subject).order_by("index")]
    assert actions == ["planning.scenario.begin", "planning.scenario.keep"]


def test_the_same_seed_gives_the_same_again(cast: Cast, plan: list[InspectionObject]) -> None:
    first = done(cast.clerk, seed="00" * 16)
    second = done(cast.clerk, name="重复", seed="00" * 16)
    other = done(cast.clerk, name="另一", seed="01" * 16)
    assert first.result == second.result
    assert first.result["classes"] != other.result["classes"]


def test_lines_of_one_cycle_share_their_objects(cast: Cast) -> None:
    plan_objects(cast.city, 10)
    draft_line(cast.city, cycle="甲", shares=(Stratum("ALL", "ratio", 8000),))
    line = draft_line(cast.city, cycle="乙", shares=(Stratum("ALL", "ratio", 8000),))
    Line.objects.filter(pk=line.pk).update(
        cycle="甲", item=Line.objects.order_by("pk")[0].item_id, period_start=f"{YEAR}-02-01",
        window_start=f"{YEAR}-02-01",
    )  # fmt: skip
    result = done(cast.clerk).result
    assert result["visits"]["mean"] == 10
    assert [line["short"] for line in result["lines"]] == [0, 1]
    assert all(row["never"] == 0 for row in result["classes"]["risk"])


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"name": "  "}, "名称"),
        ({"lines": []}, "至少"),
        ({"years": 0}, "10,000"),
        ({"years": 10_001}, "10,000"),
        ({"checked": 101}, "100"),
        ({"other": 100}, "99"),
        ({"a_day": Decimal(0)}, "20"),
        ({"leave": 367}, "366"),
    ],
)
def test_what_makes_no_year_is_refused(
    cast: Cast, plan: list[InspectionObject], changes: dict[str, Any], word: str
) -> None:
    with pytest.raises(Refused, match=word):
        begin(cast.clerk, **changes)
    assert not Scenario.objects.exists()


def test_a_name_is_taken_once_and_one_simulation_runs_at_a_time(
    cast: Cast, plan: list[InspectionObject]
) -> None:
    scenario = begin(cast.clerk)
    with pytest.raises(Refused, match="模拟"):
        begin(cast.director, name="另一")
    simulate.func(scenario.pk)
    with pytest.raises(Refused, match="草案"):
        begin(cast.director)
    assert begin(cast.director, name="另一").by == cast.director


def test_a_foreign_line_and_another_role_are_refused(
    cast: Cast, plan: list[InspectionObject]
) -> None:
    foreign = draft_line(cast.county)
    with pytest.raises(Refused):
        begin(cast.clerk, lines=[foreign.pk])
    with pytest.raises(Refused):
        begin(cast.officer)
    scenario = begin(cast.clerk)
    with pytest.raises(Scenario.DoesNotExist):
        operations.remove_scenario(by=cast.stranger, pk=scenario.pk)
    with pytest.raises(Refused):
        operations.remove_scenario(by=cast.auditor, pk=scenario.pk)


def test_an_empty_pool_fails_in_words(cast: Cast) -> None:
    draft_line(cast.city)
    scenario = done(cast.clerk)
    assert scenario.state == ScenarioState.FAILED.value
    assert scenario.trouble in page(browser_zh(cast.clerk), "scenario", scenario.pk)


def test_a_fault_is_told_and_not_swallowed(
    cast: Cast, plan: list[InspectionObject], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(background, "run", broken)
    scenario = begin(cast.clerk)
    with pytest.raises(ZeroDivisionError):
        simulate.func(scenario.pk)
    scenario.refresh_from_db()
    assert scenario.state == ScenarioState.FAILED.value
    assert scenario.trouble


def test_a_scenario_removed_meanwhile_stays_removed(
    cast: Cast, plan: list[InspectionObject], monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = begin(cast.clerk)

    def run(*args: Any) -> Any:
        if Scenario.objects.exists():
            operations.remove_scenario(by=cast.clerk, pk=scenario.pk)
        return running.run(*args)

    monkeypatch.setattr(background, "run", run)
    monkeypatch.setattr(background, "EVERY", 0.0)
    simulate.func(scenario.pk)
    simulate.func(scenario.pk)
    assert not Scenario.objects.exists()


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"planning:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def browser_zh(user: User) -> Client:
    client = browser(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-hans"
    return client


def test_a_clerk_simulates_by_the_form(cast: Cast, plan: list[InspectionObject]) -> None:
    client = browser(cast.clerk)
    address = reverse("planning:scenario-new", args=[YEAR])
    assert "上半年" in client.get(address).content.decode()
    lines = list(Line.objects.values_list("pk", flat=True))
    sent = {
        "name": "第一", "lines": lines, "limits": "on", "other": "30", "leave": "0", "a_day": "1.5",
        "years": "20", "checked": "1", "seed": "",
    }  # fmt: skip
    wrong = client.post(address, {**sent, "other": "100"})
    assert wrong.status_code == 422
    assert "第一" in wrong.content.decode()
    response = client.post(address, sent)
    scenario = Scenario.objects.get()
    assert response.headers["Location"] == reverse("planning:scenario", args=[scenario.pk])
    assert scenario.assumptions["a_day"] == "1.5"
    assert "0 of 20 years simulated" in page(client, "scenario", scenario.pk)
    simulate.func(scenario.pk)
    answer = client.get(response.headers["Location"], headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"
    text = page(client, "scenario", scenario.pk)
    assert "20 simulated years: 20.0 visits a year" in text
    assert text.count('<svg class="chart"') >= 4
    assert "style=" not in text


def test_the_list_names_every_scenario_and_exports(
    cast: Cast, plan: list[InspectionObject]
) -> None:
    done(cast.clerk)
    begin(cast.clerk, name="等待")
    client = browser(cast.auditor)
    text = page(client, "scenarios")
    assert "草案" in text
    assert "等待" in text
    assert "2 scenarios" in text
    response = client.get(reverse("planning:scenarios"), {"export": "csv"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["Scenario"] for row in rows] == ["等待", "草案"]
    assert [row["Visits a year (mean)"] for row in rows] == ["", "20.0"]


@pytest.mark.parametrize("what", ["classes", "officers", "lines"])
def test_every_table_is_exported(cast: Cast, plan: list[InspectionObject], what: str) -> None:
    scenario = done(cast.clerk)
    client = browser(cast.director)
    address = reverse("planning:scenario", args=[scenario.pk])
    response = client.get(address, {"what": what, "export": "csv"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    wanted = scenario.result[what]
    if what == "classes":
        wanted = [row for rows in wanted.values() for row in rows]
    assert len(rows) == len(wanted)
    assert client.get(address, {"what": what, "export": "xlsx"}).status_code == 200


def test_two_scenarios_stand_side_by_side(cast: Cast, plan: list[InspectionObject]) -> None:
    one = done(cast.clerk)
    line = Line.objects.order_by("pk")[0]
    other = done(cast.clerk, name="一行", lines=[line.pk])
    client = browser(cast.director)
    text = page(client, "scenarios-compared", one=str(one.pk), other=str(other.pk))
    assert "20.0 visits a year" in text
    assert "10.0 visits a year" in text
    begun = begin(cast.clerk, name="等待")
    for query in ({}, {"one": one.pk, "other": begun.pk}, {"one": one.pk, "other": 10**6}):
        assert client.get(reverse("planning:scenarios-compared"), query).status_code == 404


def test_a_scenario_is_removed_by_button_and_foreign_ones_are_not_found(
    cast: Cast, plan: list[InspectionObject]
) -> None:
    scenario = done(cast.clerk)
    address = reverse("planning:scenario-remove", args=[scenario.pk])
    assert browser(cast.stranger).post(address).status_code in (403, 404)
    assert (
        browser(cast.stranger).get(reverse("planning:scenario", args=[scenario.pk])).status_code
        == 404
    )
    assert browser(cast.clerk).post(address).status_code == 302
    assert not Scenario.objects.exists()


def test_a_line_that_no_staff_can_carry_says_so(cast: Cast) -> None:
    plan_objects(cast.city, 100)
    line = draft_line(cast.city, cap=2)
    client = browser(cast.director)
    text = page(client, "line", line.pk)
    assert "With 0 officers at most 0% of the objects can be visited (0 visits)" in text
    assert "the plan asks for 50% (50 visits)" in text
    for serial in range(51):
        plan_officer(cast.city, serial)
    assert "the plan asks for" not in page(client, "line", line.pk)
    Officer.objects.filter(certificate="ZF0050").update(active=False)
    Officer.objects.filter(certificate="ZF0049").update(functions=[])
    assert "the plan asks for" not in page(client, "line", line.pk)
    Officer.objects.filter(certificate="ZF0048").update(active=False)
    assert "at most 49% of the objects" in page(client, "line", line.pk)


def plan_officer(bureau: Bureau, serial: int) -> Officer:
    """An officer who may lead, with a certificate of all years."""
    return Officer.objects.create(
        bureau=bureau, certificate=f"ZF{serial:04d}", name=f"执法{serial}", functions=["OTHER"],
        valid_from=date(2016, 1, 1), valid_to=date(YEAR + 5, 12, 31),
    )  # fmt: skip
