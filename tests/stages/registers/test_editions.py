"""The yearly edition: compared, reasoned, submitted, returned or approved, published."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from fairdraw.register import parse

from tests.cast import Cast
from tests.factories.registers import make_object, objects_sheet
from yaohao.ground.audit.models import Entry
from yaohao.ground.ledger.models import Entry as LogEntry
from yaohao.stages.registers import operations, yearly
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.files import read_lines
from yaohao.stages.registers.models import Edition, EditionState, InspectionObject
from yaohao.stages.registers.queries.comparing import compared, root_of
from yaohao.stages.registers.queries.editions import edition_closed, open_edition
from yaohao.stages.registers.queries.roots import lines_behind, lines_now
from yaohao.stages.registers.rooting import daily_root
from yaohao.stages.registers.rules.kinds import Blacklist, Exclusion, Kind
from yaohao.stages.registers.rules.root_lines import Nature
from yaohao.stages.registers.showing import change_words

DECEMBER = datetime(2026, 12, 31, 2, tzinfo=UTC)
JANUARY = datetime(2027, 1, 8, 2, tzinfo=UTC)


class Clock:
    """The time of the product; a second passes whenever it is asked."""

    def __init__(self) -> None:
        self.moment = DECEMBER

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    ticking = Clock()
    monkeypatch.setattr(timezone, "now", ticking)
    return ticking


def add(cast: Cast, serial: int, **values: Any) -> InspectionObject:
    """One object entered by the clerk, so that the trail knows of it."""
    from_sheet = {"name": f"榆次{serial}厂", "address": "榆次区迎宾街1号", "credit_code": ""}
    return operations.add_object(by=cast.clerk, values=from_sheet | values)


def edition(cast: Cast, year: int = 2027) -> Edition:
    return Edition.objects.of(cast.city).get(year=year)  # type: ignore[no-any-return]


def move(cast: Cast, act: Any, by: Any, year: int = 2027, **more: Any) -> Edition:
    return act(by=by, year=year, revision=edition(cast, year).revision, **more)  # type: ignore[no-any-return]


def found(cast: Cast, year: int = 2027) -> dict[str, tuple[Nature, bool, str]]:
    rows = compared(edition(cast, year)).differing
    return {one.alteration.name: (one.alteration.nature, one.missing, one.reason()) for one in rows}


@pytest.fixture
def changed(cast: Cast, clock: Clock) -> dict[str, InspectionObject]:
    """A register with a root at the end of 2026, changed in January, and an open edition."""
    rows = {name: add(cast, place, name=name) for place, name in enumerate("甲乙丙丁戊")}
    daily_root()
    clock.moment = JANUARY
    operations.edit_object(by=cast.clerk, pk=rows["甲"].pk, revision=1, values={"risk": "RED"})
    operations.regrade_object(
        by=cast.clerk, pk=rows["乙"].pk, revision=1, attribute="risk", grade="BLUE",
        reason="风险评估报告",
    )  # fmt: skip
    operations.end_object(
        by=cast.clerk, pk=rows["丙"].pk, revision=1, reason=Exclusion.CLOSED, on=JANUARY.date()
    )
    operations.list_on_blacklist(
        by=cast.director, proposed_by=cast.clerk, object_id=rows["丁"].object_id,
        grade=Blacklist.SECOND, reason="重大隐患", article="第十九条", source="case:1",
        since=JANUARY.date(),
    )  # fmt: skip
    rows["己"] = add(cast, 9, name="己")
    run = operations.check_sheet(
        by=cast.clerk, kind=Kind.OBJECTS, filename="新增企业.csv", content=objects_sheet(1)
    )
    operations.confirm_import(by=cast.clerk, pk=run.pk)
    operations.open_edition(by=cast.clerk, year=2027)
    return rows


def test_acts_of_the_year_tell_their_reasons_and_the_rest_is_missing(
    cast: Cast, changed: dict[str, InspectionObject]
) -> None:
    assert found(cast) == {
        "甲": (Nature.REGRADED, True, ""),
        "乙": (Nature.REGRADED, False, "风险评估报告"),
        "丙": (Nature.ENDED, False, "已关闭"),
        "丁": (Nature.REGRADED, False, "重大隐患"),
        "己": (Nature.ADDED, True, ""),
        "榆次第1机械有限公司": (Nature.ADDED, False, "新增企业.csv"),
    }
    public = {
        one.alteration.name: one.reason(public=True) for one in compared(edition(cast)).differing
    }
    assert public["榆次第1机械有限公司"] == "成批导入"


def test_one_reason_for_several_and_only_for_what_differs(
    cast: Cast, changed: dict[str, InspectionObject]
) -> None:
    ids = [changed["甲"].object_id, changed["己"].object_id]
    reason = {"by": cast.clerk, "year": 2027}
    assert operations.give_reason(**reason, objects=ids, reason=" 年度 评估 ") == 2
    assert found(cast)["甲"] == (Nature.REGRADED, False, "年度 评估")
    assert operations.give_reason(**reason, objects=ids[:1], reason="改正") == 1
    assert found(cast)["甲"][2] == "改正"
    for objects, text in (([], "x"), (ids, "  "), ([changed["戊"].object_id], "x")):
        with pytest.raises(RegisterError):
            operations.give_reason(**reason, objects=objects, reason=text)
    with pytest.raises(Edition.DoesNotExist):
        operations.give_reason(by=cast.stranger, year=2027, objects=ids, reason="x")
    with pytest.raises(RegisterError):
        operations.give_reason(by=cast.director, year=2027, objects=ids, reason="x")


def test_a_sheet_that_sets_group_level_and_focus_is_a_reason_too(
    cast: Cast, changed: dict[str, InspectionObject]
) -> None:
    operations.add_group(by=cast.clerk, name="宾馆")
    row = changed["戊"]
    header = "对象标识,企业名称,统一社会信用代码,单位类别,监管层级,是否重点"
    sheet = f"{header}\n{row.object_id},戊,无,宾馆,乡镇级,是\n"
    run = operations.check_sheet(
        by=cast.clerk, kind=Kind.OBJECTS, filename="重点.csv", content=sheet.encode()
    )
    operations.confirm_import(by=cast.clerk, pk=run.pk)
    (one,) = [one for one in compared(edition(cast)).differing if one.alteration.name == "戊"]
    assert {step.field for step in one.alteration.steps} == {"group", "level", "focus"}
    assert one.alteration.unexplained == frozenset()
    assert (one.missing, one.reason()) == (False, "重点.csv")
    words = (
        change_words(Kind.OBJECTS, ("focus", "0", "1")),
        change_words(Kind.OBJECTS, ("group", "", "G01"), {"G01": "宾馆"}),
    )
    assert words == ("Focus enterprise：no → yes", "Unit group：— → 宾馆")


def submitted(cast: Cast, changed: dict[str, InspectionObject]) -> Edition:
    ids = [changed["甲"].object_id, changed["己"].object_id]
    operations.give_reason(by=cast.clerk, year=2027, objects=ids, reason="年度评估")
    return move(cast, yearly.submit, cast.clerk)


def test_nothing_is_submitted_while_a_reason_is_missing(
    cast: Cast, changed: dict[str, InspectionObject]
) -> None:
    before = LogEntry.objects.count()
    with pytest.raises(RegisterError, match="2 objects differ without a reason"):
        move(cast, yearly.submit, cast.clerk)
    assert edition(cast).state == EditionState.OPEN
    assert LogEntry.objects.count() == before  # the root went with the refused act


def test_what_is_submitted_is_kept_with_its_root_and_stands_in_the_log(
    cast: Cast, changed: dict[str, InspectionObject]
) -> None:
    row = submitted(cast, changed)
    kept = parse(read_lines(row.lines))
    assert kept.dump() == lines_now(cast.city).dump()
    assert (kept.root().hex(), len(kept)) == (row.root, row.rows)
    root = root_of(row)
    assert root is not None
    assert set(kept.lines) <= set(lines_behind(root).lines)
    assert LogEntry.objects.filter(index=root.entry, kind="register").exists()


def test_while_it_waits_no_object_changes_by_form_or_sheet(
    cast: Cast, changed: dict[str, InspectionObject]
) -> None:
    run = operations.check_sheet(
        by=cast.clerk, kind=Kind.OBJECTS, filename="x.csv", content=objects_sheet(1, first=2)
    )
    submitted(cast, changed)
    assert edition_closed(cast.city) == edition(cast)
    assert open_edition(cast.city) is None
    wait: dict[str, Any] = {"match": "waits for approval"}
    with pytest.raises(RegisterError, **wait):
        operations.edit_object(
            by=cast.clerk, pk=changed["戊"].pk, revision=1, values={"phone": "1"}
        )
    with pytest.raises(RegisterError, **wait):
        add(cast, 99)
    with pytest.raises(RegisterError, **wait):
        operations.confirm_import(by=cast.clerk, pk=run.pk)
    with pytest.raises(RegisterError, **wait):
        operations.regrade_object(
            by=cast.clerk, pk=changed["戊"].pk, revision=1, attribute="credit", grade="A",
            reason="x",
        )  # fmt: skip
    make_object(cast.county)
    other = InspectionObject.objects.get(bureau=cast.county)
    assert edition_closed(other.bureau) is None  # the next bureau goes on


def test_returned_it_is_open_again_with_its_reasons(
    cast: Cast, changed: dict[str, InspectionObject]
) -> None:
    submitted(cast, changed)
    with pytest.raises(RegisterError):
        move(cast, operations.return_edition, cast.director, reason=" ")
    row = move(cast, operations.return_edition, cast.director, reason="漏了三户")
    assert (row.state, row.returned, row.lines, row.root) == ("open", "漏了三户", "", "")
    operations.edit_object(by=cast.clerk, pk=changed["戊"].pk, revision=1, values={"phone": "1"})
    assert not compared(row).missing
    assert move(cast, yearly.submit, cast.clerk).returned == ""


def test_who_submitted_does_not_approve(cast: Cast, changed: dict[str, InspectionObject]) -> None:
    submitted(cast, changed)
    Edition.objects.update(submitted_by=cast.director)
    with pytest.raises(RegisterError, match="two-person"):
        move(cast, operations.approve_edition, cast.director)
    Edition.objects.update(submitted_by=cast.clerk)
    with pytest.raises(RegisterError, match="role"):
        move(cast, operations.approve_edition, cast.other_clerk)
    with pytest.raises(StaleError):
        operations.approve_edition(by=cast.director, year=2027, revision=1)
    assert move(cast, operations.approve_edition, cast.director).state == EditionState.APPROVED


def test_published_it_moves_the_log_and_stays_what_it_was(
    cast: Cast, changed: dict[str, InspectionObject]
) -> None:
    row = submitted(cast, changed)
    move(cast, operations.approve_edition, cast.director)
    before, entries = found(cast), LogEntry.objects.count()
    operations.edit_object(by=cast.clerk, pk=changed["戊"].pk, revision=1, values={"risk": "RED"})
    published = move(cast, yearly.publish, cast.clerk)
    assert published.state == EditionState.PUBLISHED
    assert LogEntry.objects.count() == entries + 1
    assert found(cast) == before  # what came after belongs to the next edition
    assert published.lines == row.lines
    with pytest.raises(StaleError):
        move(cast, yearly.publish, cast.clerk)
    acts = [entry.action for entry in Entry.objects.filter(subject=row.subject).order_by("index")]
    assert acts == [
        f"registers.edition.{act}" for act in ("open", "reason", "submit", "approve", "publish")
    ]


def test_the_next_edition_is_compared_with_this_one(
    cast: Cast, clock: Clock, changed: dict[str, InspectionObject]
) -> None:
    submitted(cast, changed)
    with pytest.raises(RegisterError, match="2027"):
        operations.open_edition(by=cast.clerk, year=2028)
    move(cast, operations.approve_edition, cast.director)
    clock.moment = JANUARY + timedelta(days=300)
    operations.edit_object(
        by=cast.clerk, pk=changed["戊"].pk, revision=1, values={"region": "太谷区"}
    )
    row = operations.open_edition(by=cast.clerk, year=2028)
    assert row.before == edition(cast)
    assert found(cast, 2028) == {"戊": (Nature.RECLASSIFIED, True, "")}


def test_the_first_edition_of_a_new_register_asks_for_no_reason(cast: Cast) -> None:
    add(cast, 1)
    operations.open_edition(by=cast.clerk, year=2027)
    assert compared(edition(cast)).basis.nothing
    assert move(cast, yearly.submit, cast.clerk).rows == 1


@pytest.mark.parametrize("year", [2015, 2028, 2999])
def test_a_year_far_away_is_refused(cast: Cast, year: int) -> None:
    with pytest.raises(RegisterError):
        operations.open_edition(by=cast.clerk, year=year)


def test_a_year_has_one_edition(cast: Cast) -> None:
    operations.open_edition(by=cast.clerk, year=2027)
    with pytest.raises(RegisterError, match="already"):
        operations.open_edition(by=cast.clerk, year=2027)
    with pytest.raises(RegisterError, match="empty"):
        move(cast, yearly.submit, cast.clerk)
