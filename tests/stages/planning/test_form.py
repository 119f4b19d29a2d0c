"""The form of a line: what it saves, what it says, and the live sentence."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.planning import YEAR, draft_line, plan_item, plan_objects, submitted_line
from yaohao.stages.planning.models import Line
from yaohao.stages.registers.models import Item


@pytest.fixture
def item(cast: Cast) -> Item:
    plan_objects(cast.city, 10)
    plan_objects(cast.city, 20, risk="BLUE")
    return plan_item(cast.city)


@pytest.fixture
def english(clerk: Client) -> Client:
    clerk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return clerk


def filled(item: Item, **changed: Any) -> dict[str, Any]:
    return {
        "title": "红色风险企业抽查",
        "item": item.pk,
        "cycle": str(YEAR),
        "aim": "directed",
        "risks": ["RED"],
        "stratify_by": "risk",
        "rounding": "half-up",
        "share-RED": "20",
        "unit-RED": "ratio",
        "period_start": f"{YEAR}-01-01",
        "period_end": f"{YEAR}-12-31",
        "window_start": f"{YEAR}-03-01",
        "window_end": f"{YEAR}-11-30",
        "team": "2",
        "cap": "8",
    } | changed


def send(client: Client, data: dict[str, Any]) -> str:
    response = client.post(reverse("planning:line-add", args=[YEAR]), data)
    assert response.status_code == 200, "the form came back"
    return response.content.decode()


def test_a_filled_form_becomes_a_draft(english: Client, item: Item) -> None:
    response = english.post(reverse("planning:line-add", args=[YEAR]), filled(item))
    line = Line.objects.get()
    assert response.headers["Location"] == reverse("planning:line", args=[line.pk])
    assert (line.filter, line.roles, line.cap) == ({"risks": ["RED"]}, ["lead", "second"], 8)
    # Empty strata are announced with 0, so that a regraded object does not spoil the draw.
    assert line.strata == {"RED": 2000, "ORANGE": 0, "YELLOW": 0, "BLUE": 0, "UNRATED": 0}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"share-RED": "120"}, "120 % is more than all of them"),
        ({"share-RED": "many"}, "is no number"),
        ({"share-RED": "-5"}, "below zero"),
        ({"share-RED": "0"}, "nothing would be drawn"),
        ({"period_end": f"{YEAR + 1}-01-31"}, "crosses 31 December"),
        ({"period_end": f"{YEAR - 1}-01-31"}, "ends before it begins"),
        ({"window_start": f"{YEAR - 1}-12-31"}, "must lie inside the period"),
        ({"risks": []}, "A directed draw needs a filter"),
        ({"aim": "undirected"}, "takes the whole register"),
        ({"cap": "0"}, "greater than or equal to 1"),
        ({"title": ""}, "required"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_saved(
    english: Client, item: Item, changed: dict[str, Any], said: str
) -> None:
    assert said in send(english, filled(item, **changed))
    assert not Line.objects.exists()


def test_a_second_line_of_the_same_item_is_refused_on_the_form(
    english: Client, cast: Cast, item: Item
) -> None:
    draft_line(cast.city, item=item)
    assert "same item, cycle and period" in send(english, filled(item))


def test_a_draft_comes_back_as_it_was_written(english: Client, cast: Cast, item: Item) -> None:
    english.post(reverse("planning:line-add", args=[YEAR]), filled(item, **{"share-RED": "100"}))
    line = Line.objects.get()
    text = english.get(reverse("planning:line-edit", args=[line.pk])).content.decode()
    assert 'name="share-RED" value="100"' in text
    assert "10 match → 10 drawn" in text
    response = english.post(
        reverse("planning:line-edit", args=[line.pk]), filled(item, title="改名")
    )
    assert response.status_code == 302
    line.refresh_from_db()
    assert line.title == "改名"


def test_a_submitted_line_has_no_form(english: Client, cast: Cast) -> None:
    line = submitted_line(cast.city)
    response = english.get(reverse("planning:line-edit", args=[line.pk]), follow=True)
    assert "is no draft any more" in response.content.decode()


def live(client: Client, **data: Any) -> str:
    response = client.get(reverse("planning:preview", args=[YEAR]), data)
    assert response.status_code == 200
    return response.content.decode()


def test_the_sentence_follows_the_form(english: Client, item: Item) -> None:
    assert "10 match → 2 drawn" in live(english, **filled(item))
    both = live(english, **filled(item, risks=[], **{"share-BLUE": "50"}))
    assert "30 match → 12 drawn" in both


def test_the_sentence_is_in_chinese_by_default(clerk: Client, item: Item) -> None:
    assert "符合条件 10 户 → 抽 2 户" in live(clerk, **filled(item))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"risks": ["ORANGE"]}, "No object matches"),
        ({"share-RED": "11", "unit-RED": "number"}, "only 10 objects match"),
        ({"risks": []}, "has no ratio yet"),
        ({"share-RED": "0"}, "the ratios round to 0"),
    ],
)
def test_the_sentence_says_what_is_wrong(
    english: Client, item: Item, changed: dict[str, Any], said: str
) -> None:
    assert said in live(english, **filled(item, **changed))


@pytest.mark.parametrize(
    "nonsense",
    [{}, {"stratify_by": "luck"}, {"risks": ["GREEN"], "regions": ["xx"]}, {"rounding": "?"}],
)
def test_half_a_form_still_counts(english: Client, item: Item, nonsense: dict[str, Any]) -> None:
    assert "30 match → 0 drawn" in live(english, **nonsense)


def test_the_inputs_follow_the_strata(english: Client, item: Item) -> None:
    text = live(english, part="strata", stratify_by="region")
    assert 'name="share-140702"' in text
    assert 'name="share-RED"' not in text


# Regime, joint inspection, cycle.


def saved(client: Client, item: Item, **changed: Any) -> Line:
    response = client.post(reverse("planning:line-add", args=[YEAR]), filled(item, **changed))
    assert response.status_code == 302, response.content.decode()
    return Line.objects.latest("pk")


def test_a_key_inspection_takes_all_and_the_form_fills_it(english: Client, item: Item) -> None:
    line = saved(english, item, **{"regime": "key", "share-RED": ""})
    assert line.regime == "key"
    assert set(line.strata.values()) == {10_000}
    said = send(english, filled(item, **{"regime": "key", "share-RED": "20"}))
    assert "a key inspection takes every object" in said
    strata = live(english, part="strata", **filled(item, regime="key"))
    assert strata.count('value="100"') == 5


def test_a_special_inspection_names_its_order(english: Client, item: Item) -> None:
    assert "Write the document" in send(english, filled(item, regime="special"))
    line = saved(english, item, regime="special", ordered_by="晋应急〔2026〕9号")
    assert (line.regime, line.ordered_by) == ("special", "晋应急〔2026〕9号")


def test_a_joint_inspection_comes_back_as_it_was_written(
    english: Client, cast: Cast, item: Item
) -> None:
    other = plan_item(cast.city)
    line = saved(
        english, item, section=cast.legal.pk, joining=[cast.mines.pk], further_items=[other.pk],
        initiates="市市场监管局", assists="市消防救援支队\n\n 市生态环境局 ", frequency="4",
    )  # fmt: skip
    assert list(line.further_items.all()) == [other]
    assert list(line.partners.order_by("pk").values_list("name", "part")) == [
        ("市市场监管局", "initiates"), ("非煤矿山科", "assists"), ("市消防救援支队", "assists"),
        ("市生态环境局", "assists"),
    ]  # fmt: skip
    text = english.get(reverse("planning:line-edit", args=[line.pk])).content.decode()
    assert "市消防救援支队\n市生态环境局" in text
    page = english.get(reverse("planning:line", args=[line.pk])).content.decode()
    assert "市生态环境局" in page
    assert other.code in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"assists": "甲局\n甲局"}, "is named twice"),
        ({"frequency": "13"}, "less than or equal to 12"),
        ({"cycle_starts": f"{YEAR}-01-01"}, "Write both days"),
        (
            {"cycle_starts": f"{YEAR}-03-01", "cycle_ends": f"{YEAR}-12-31"},
            "does not lie within cycle",
        ),
    ],
)
def test_what_is_wrong_with_cycle_and_partners_is_said(
    english: Client, item: Item, changed: dict[str, Any], said: str
) -> None:
    assert said in send(english, filled(item, **changed))
    assert not Line.objects.exists()


def test_the_sentence_says_how_many_officers_it_takes(english: Client, item: Item) -> None:
    said = live(english, **filled(item, risks=[], cap="2", **{"share-BLUE": "50"}))
    assert "12 drawn → at least 12 officers needed" in said
