"""Forms by effective date: an old case keeps its old form."""

from datetime import date
from pathlib import Path

import pytest

from yaohao.ground.documents import formats
from yaohao.ground.documents.formats import form, versions
from yaohao.ground.documents.rules import Kind


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_form_today(kind: Kind) -> None:
    assert form(kind, date(2026, 11, 24)).blocks


def test_form_in_force_on_the_day_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'title = "{}"\nshort = "责改"\nlayout = "form"\nvalid_from = {}\nblocks = []\n'
    (tmp_path / "order.toml").write_text(text.format("新式", "2027-01-01"), encoding="utf-8")
    (tmp_path / "order.2016.toml").write_text(
        text.format("旧式", "2016-01-01\nvalid_to = 2026-12-31"), encoding="utf-8"
    )
    monkeypatch.setattr(formats, "FOLDER", tmp_path)
    versions.cache_clear()
    try:
        assert form(Kind.ORDER, date(2026, 12, 31)).title == "旧式"
        assert form(Kind.ORDER, date(2027, 1, 1)).title == "新式"
    finally:
        versions.cache_clear()
