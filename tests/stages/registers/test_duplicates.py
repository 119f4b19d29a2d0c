"""Objects that look like one: found by a pure rule, decided pair by pair."""

from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.registers import credit_code, make_object, make_officer
from tests.stages.registers.browsers import browser, page
from yaohao.ground.audit.queries import of_subject
from yaohao.stages.registers.models import DuplicateDecision, Recusal
from yaohao.stages.registers.queries.duplicates import suspects
from yaohao.stages.registers.rules.duplicates import (
    MOST_SHARED,
    Entry,
    Sign,
    core,
    find_duplicates,
    likeness,
)


def signs(one: Entry, other: Entry) -> set[Sign]:
    """What two objects share, whichever comes first."""
    found = find_duplicates([one, other]).pairs
    turned = find_duplicates([other, one]).pairs
    assert found == turned
    return set(found[0].signs) if found else set()


def code(serial: int) -> str:
    return credit_code(serial)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (Entry(1, "北山煤矿有限公司"), Entry(2, "北山煤矿（有限责任公司）"), {Sign.NAME}),
        (Entry(1, "北山煤矿有限公司"), Entry(2, "南山煤矿有限公司"), set()),
        (Entry(1, "北山煤矿", address="山西省晋中市榆次区迎宾街1号"),
         Entry(2, "北山煤矿矿井", address="榆次区迎宾街１号"), {Sign.PLACE}),
        (Entry(1, "北山煤矿", address="榆次区迎宾街1号"),
         Entry(2, "鑫源饭店", address="榆次区迎宾街1号"), set()),
        # A village is no address: there the names must be nearly the same.
        (Entry(1, "远景建材", address="柳沟乡曹家庄村"),
         Entry(2, "远景建筑", address="柳沟乡曹家庄村"), set()),
        (Entry(1, "甲厂", phone="0354-3921234"), Entry(2, "乙店", phone="电话 03543921234"),
         {Sign.PHONE}),
        (Entry(1, "甲厂", phone="110"), Entry(2, "乙店", phone="110"), set()),
    ],
)  # fmt: skip
def test_what_two_objects_share(one: Entry, other: Entry, shared: set[Sign]) -> None:
    assert signs(one, other) == shared


def test_a_code_wrong_in_one_place_with_a_similar_name() -> None:
    mine, wrong = code(111_111), code(111_171)
    assert signs(Entry(1, "北山铸造厂", mine), Entry(2, "北山铸件厂", wrong)) == {Sign.CODE}
    # Codes are given out in sequence: neighbours with other names are other firms.
    assert signs(Entry(1, "北山铸造厂", mine), Entry(2, "鑫源饭店", wrong)) == set()
    elsewhere = "9" + "2" + mine[2:]
    assert signs(Entry(1, "北山铸造厂", mine), Entry(2, "北山铸件厂", elsewhere)) == {Sign.CODE}


def test_sites_of_one_firm_are_two_objects() -> None:
    same = code(5)
    one = Entry(1, "北山煤矿", same, "榆次区迎宾街1号", "03543921234")
    assert signs(one, Entry(2, "北山煤矿", same, "榆次区迎宾街1号", "03543921234")) == set()


def test_what_very_many_share_is_passed_over_and_counted() -> None:
    many = [Entry(key, f"第{key}号店{key * 7919}", phone="03543921234") for key in range(30)]
    assert len(many) > MOST_SHARED["phone"]
    found = find_duplicates(many)
    assert found.passed_over == 1
    assert not any(Sign.PHONE in pair.signs for pair in found.pairs)


def test_the_likeliest_come_first() -> None:
    found = find_duplicates([
        Entry(1, "甲厂", phone="03543921234"), Entry(2, "乙店", phone="03543921234"),
        Entry(3, "北山煤矿", phone="13800000000"), Entry(4, "北山煤矿", phone="13800000000"),
    ])  # fmt: skip
    assert [(pair.one, pair.other) for pair in found.pairs] == [(3, 4), (1, 2)]


NAMES = st.text("北山南煤矿有限公司责任厂（）", min_size=1, max_size=12)


@given(NAMES, NAMES)
def test_likeness_has_no_order_and_ends_at_one(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1


@given(st.lists(st.tuples(NAMES, st.sampled_from(["", "榆次区迎宾街1号"])), max_size=9))
def test_each_pair_once_and_in_order(rows: list[tuple[str, str]]) -> None:
    entries = [Entry(key, name, address=place) for key, (name, place) in enumerate(rows)]
    found = find_duplicates(entries).pairs
    keys = [(pair.one, pair.other) for pair in found]
    assert len(set(keys)) == len(keys)
    assert all(one < other for one, other in keys)
    expected = {
        (a.key, b.key)
        for a in entries for b in entries
        if a.key < b.key and core(a.name) == core(b.name) != ""
    }  # fmt: skip
    assert expected == {(p.one, p.other) for p in found if Sign.NAME in p.signs}


def decide(cast: Cast, user: Any, one: Any, other: Any, verdict: str, reason: str) -> Any:
    values = {
        "one": one.pk, "other": other.pk, "one_revision": one.revision,
        "other_revision": other.revision, "verdict": verdict, "reason": reason,
    }  # fmt: skip
    return browser(user).post(reverse("registers:duplicate-decide"), values, follow=True)


def test_a_pair_is_shown_side_by_side_and_other_bureaus_are_not(cast: Cast) -> None:
    make_object(cast.city, name="北山煤矿有限公司", phone="1")
    make_object(cast.city, name="北山煤矿（有限责任公司）", phone="2")
    make_object(cast.next_county, name="北山煤矿有限公司")
    text = page(browser(cast.clerk), "duplicates")
    assert "1 pair of objects may be one object" in text
    assert "same name" in text
    assert "The same: the first stays" in text
    assert "The same: the first stays" not in page(browser(cast.auditor), "duplicates")
    assert "No such pair" in page(browser(cast.clerk), "duplicates", show="phone")


def test_two_objects_are_remembered_with_the_reason(cast: Cast) -> None:
    one, other = (make_object(cast.city, name="北山煤矿") for _ in range(2))
    unsaid = decide(cast, cast.clerk, one, other, "two", " ")
    assert "Say why" in unsaid.content.decode()
    assert 'value="two" required checked' in unsaid.content.decode()
    said = decide(cast, cast.clerk, one, other, "two", "两处矿井")
    assert "not asked for again" in said.content.decode()
    assert suspects(cast.city).pairs == ()
    assert "两处矿井" in page(browser(cast.clerk), "duplicates", show="decided")
    assert of_subject(one.subject).get().reason == "两处矿井"


def test_the_same_ends_one_as_merged_and_keeps_its_recusals(cast: Cast) -> None:
    one, other = (make_object(cast.city, name="北山煤矿") for _ in range(2))
    officer = make_officer(cast.city)
    Recusal.objects.create(officer=officer, object=one, reason="亲属", declared_on="2026-01-01")
    decide(cast, cast.clerk, one, other, "other", "重复录入")
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.exclusion, other.exclusion) == ("MERGED", "")
    assert Recusal.objects.filter(object=other, officer=officer, lifted_on=None).count() == 1
    decision = DuplicateDecision.objects.get()
    assert (decision.kept, decision.reason) == (other, "重复录入")
    assert suspects(cast.city).pairs == ()
    entry = of_subject(one.subject).get()
    assert (entry.action, entry.reason) == ("registers.object.merge", "重复录入")
    assert other.object_id in page(browser(cast.clerk), "object", one.pk)


def test_refusals(cast: Cast) -> None:
    one, other = (make_object(cast.city, name="北山煤矿") for _ in range(2))
    assert decide(cast, cast.director, one, other, "one", "重复").status_code == 403
    assert decide(cast, cast.stranger, one, other, "one", "重复").status_code == 404
    one.revision = 7
    stale = decide(cast, cast.clerk, one, other, "one", "重复")
    assert "was changed since" in stale.content.decode()
    assert 'value="重复"' in stale.content.decode()
    one.refresh_from_db()
    decide(cast, cast.clerk, one, other, "one", "重复")
    other.refresh_from_db()
    again = decide(cast, cast.clerk, one, other, "one", "重复")
    assert "has ended already" in again.content.decode()
    broken = browser(cast.clerk).post(reverse("registers:duplicate-decide"), {"one": "x"})
    assert broken.status_code == 200
    assert DuplicateDecision.objects.count() == 1


def test_an_object_put_back_is_asked_for_again(cast: Cast) -> None:
    one, other = (make_object(cast.city, name="北山煤矿") for _ in range(2))
    decide(cast, cast.clerk, one, other, "one", "重复")
    other.refresh_from_db()
    browser(cast.clerk).post(
        reverse("registers:object-resume", args=[other.pk]), {"revision": other.revision}
    )
    assert len(suspects(cast.city).pairs) == 1
