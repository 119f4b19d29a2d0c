"""What a line must satisfy, and how the sentence counts; plain values."""

from dataclasses import replace
from datetime import date

import pytest
from fairdraw.announcement import Stratum

from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning.rules import (
    TRANSITIONS,
    Act,
    Aim,
    LineState,
    Rounding,
    Terms,
    check_terms,
    sentence_of,
    shares_of,
    startable,
    stored_of,
)

SOUND = Terms(
    year=2026,
    aim=Aim.UNDIRECTED,
    whole=True,
    shares=(Stratum("ALL", "ratio", 500),),
    period=(date(2026, 1, 1), date(2026, 12, 31)),
    window=(date(2026, 3, 1), date(2026, 11, 30)),
    roles=("lead", "second"),
    cap=10,
)


def codes(**changed: object) -> list[str]:
    return [problem.code for problem in check_terms(replace(SOUND, **changed))]  # type: ignore[arg-type]


def test_a_sound_line_has_no_problem() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"shares": (Stratum("RED", "ratio", 10_001),)}, "ratio-high"),
        ({"shares": (Stratum("RED", "ratio", -1), Stratum("X", "ratio", 1))}, "share-negative"),
        ({"shares": (Stratum("RED", "ratio", 0),)}, "nothing-drawn"),
        ({"shares": ()}, "nothing-drawn"),
        ({"period": (date(2026, 5, 2), date(2026, 5, 1))}, "period-order"),
        ({"period": (date(2026, 1, 1), date(2027, 1, 1))}, "period-years"),
        ({"period": (date(2025, 1, 1), date(2025, 12, 31))}, "period-plan"),
        ({"window": (date(2026, 5, 2), date(2026, 5, 1))}, "window-order"),
        ({"window": (date(2025, 12, 31), date(2026, 5, 1))}, "window-outside"),
        ({"roles": ("lead",)}, "officers-few"),
        ({"roles": ("lead", "lead")}, "officers-few"),
        ({"cap": 0}, "cap-low"),
        ({"aim": Aim.DIRECTED}, "directed-whole"),
        ({"whole": False}, "undirected-part"),
    ],
)
def test_each_problem_has_its_code(changed: dict[str, object], code: str) -> None:
    assert code in codes(**changed)


def test_the_whole_year_and_the_last_day_are_fine() -> None:
    assert codes(window=(date(2026, 1, 1), date(2026, 12, 31))) == []


def test_shares_are_stored_and_read_back() -> None:
    shares = (Stratum("BLUE", "ratio", 250), Stratum("RED", "number", 3))
    assert shares_of(stored_of(shares)) == shares


def test_the_sentence_counts_by_stratum() -> None:
    shares = [Stratum("BLUE", "ratio", 250), Stratum("RED", "ratio", 5000)]
    sentence = sentence_of({"BLUE": 1200, "RED": 86}, shares, Rounding.HALF_UP)
    assert (sentence.eligible, sentence.to_draw) == (1286, 30 + 43)
    assert [(p.code, p.base, p.drawn) for p in sentence.portions] == [
        ("BLUE", 1200, 30),
        ("RED", 86, 43),
    ]
    assert sentence.problems == ()


@pytest.mark.parametrize(
    ("rounding", "drawn"), [(Rounding.HALF_UP, 2), (Rounding.UP, 2), (Rounding.DOWN, 1)]
)
def test_rounding_is_that_of_the_draw(rounding: Rounding, drawn: int) -> None:
    assert sentence_of({"ALL": 3}, [Stratum("ALL", "ratio", 5000)], rounding).to_draw == drawn


def test_an_empty_pool_is_said_first() -> None:
    sentence = sentence_of({}, [Stratum("ALL", "number", 3)], Rounding.HALF_UP)
    assert [problem.code for problem in sentence.problems] == ["pool-empty", "number-over-pool"]


def test_a_number_above_the_pool_is_said() -> None:
    sentence = sentence_of({"ALL": 2}, [Stratum("ALL", "number", 3)], Rounding.HALF_UP)
    assert [problem.code for problem in sentence.problems] == ["number-over-pool"]
    assert sentence.to_draw == 2


def test_a_stratum_without_a_share_is_said() -> None:
    sentence = sentence_of({"A": 2, "B": 1}, [Stratum("A", "ratio", 9999)], Rounding.UP)
    assert [problem.code for problem in sentence.problems] == ["stratum-open"]


def test_ratios_that_round_to_nothing_are_said() -> None:
    sentence = sentence_of({"ALL": 9}, [Stratum("ALL", "ratio", 1)], Rounding.HALF_UP)
    assert [problem.code for problem in sentence.problems] == ["draws-none"]


def test_every_state_but_the_last_leads_on() -> None:
    for state in LineState:
        leads = [act for act, (sources, _, _) in TRANSITIONS.items() if state in sources]
        assert bool(leads) == (state is not LineState.REPLACED)


def test_who_may_start_what() -> None:
    assert startable(LineState.SUBMITTED, [Role.DIRECTOR]) == [Act.RETURN, Act.APPROVE]
    assert startable(LineState.SUBMITTED, [Role.CLERK]) == [Act.RECALL]
    assert startable(LineState.APPROVED, [Role.DIRECTOR]) == []
    assert startable(LineState.DRAFT, [Role.CLERK]) == [Act.CHANGE, Act.REMOVE, Act.SUBMIT]
