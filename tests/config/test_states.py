"""The diagrams show every machine, and nothing that the tables do not say."""

from yaohao.config.states import machines, page
from yaohao.stages.followup.rules import CASE_TRANSITIONS, CaseAct
from yaohao.stages.inspection.rules import TRANSITIONS


def test_every_stage_with_a_machine_is_there() -> None:
    titles = {machine.title for machine in machines()}
    assert {"planning", "draw", "inspection", "followup · order", "followup · case"} <= titles


def test_an_arrow_for_every_act_from_every_state() -> None:
    inspection = next(machine for machine in machines() if machine.title == "inspection")
    expected = {
        (source.value, act.value, target.value if target else "")
        for act, (sources, target, _roles) in TRANSITIONS.items()
        for source in sources
    }
    assert {(a.source, a.act, a.target) for a in inspection.arrows} == expected
    assert inspection.first == "prepared"


def test_the_page_names_who_may() -> None:
    text = page()
    assert CASE_TRANSITIONS[CaseAct.NOTIFY][1].value in text
    assert "filed --> notified : notify (Section head, Officer)" in text
