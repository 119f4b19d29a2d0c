"""抽签记录: everything a witness signs is on the paper."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.ground.documents.sample import CREATED, digest, revealed, sealed
from yaohao.ground.documents import DrawRecord, draw_record


def text_of(record: DrawRecord, *, system_fonts: bool = True) -> str:
    pdf = draw_record(record, created=CREATED, system_fonts=system_fonts)
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    return "".join("".join(page.split()) for page in pages)


@pytest.mark.parametrize("system_fonts", [True, False])
def test_everything_is_on_the_paper(system_fonts: bool) -> None:
    record = sealed()
    text = text_of(record, system_fonts=system_fonts)
    for words in (
        record["number"],
        record["title"],
        record["bureau"],
        record["filter"],
        record["plan"]["line"],
        record["assurance"],
        record["portal_url"],
        "定向抽查",
        "2026年12月1日至2026年12月18日",
        "12.5%",
        "依法停产停业，公告有据",
        "共320户",
        "郭晓燕",
        "武建平",
        "异议",
    ):
        assert "".join(words.split()) in text, words


def test_digests_are_whole() -> None:
    record = revealed()
    text = text_of(record)
    for name in ("announcement", "commitment", "randomness", "sealed_root", "verifier", "key"):
        assert record[name] in text, name
    assert record["pool"]["root"] in text
    assert record["log"]["root"] in text
    assert all(source["value"] in text for source in record["sources"])


def test_totals_are_the_sums_of_the_strata() -> None:
    assert "合计307—25" in text_of(sealed())


def test_sealed_record_shows_no_team_and_no_key() -> None:
    text = text_of(sealed())
    assert "封存，在检查开始前不向任何人公开" in text
    assert "已公布的密钥" not in text
    assert "主检" not in text


def test_revealed_record_lists_every_team() -> None:
    record = revealed()
    text = text_of(record)
    assert record["teams"] is not None
    assert "共抽取25户" in text
    for team in record["teams"]:
        assert team["id"] in text
        assert team["name"] in text
    assert digest("key") in text


def test_exercise_is_marked_on_every_page() -> None:
    pdf = draw_record(sealed(exercise=True), created=CREATED)
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) > 1
    assert all("演练" in "".join(page.extract_text().split()) for page in pages)
    assert "演练" not in text_of(sealed())


def test_undirected_draw_over_the_whole_register() -> None:
    text = text_of(sealed(type="undirected", filter="all", reasons=[]))
    assert "不定向抽查" in text
    assert "名录库全部对象，不设条件" in text
    assert "全部参加抽签，无排除对象" in text


def test_copied_codes_hold_nothing_invisible() -> None:
    assert not {"\u200b", "\u00ad", "\ufeff"} & set(text_of(revealed()))


def test_many_teams_repeat_the_header_and_number_every_page() -> None:
    pdf = draw_record(revealed(400), created=CREATED)
    pages = ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]
    assert len(pages) > 10
    for number, page in enumerate(pages, start=1):
        assert f"第{number}页，共{len(pages)}页" in page
    assert sum("对象代码名称层号" in page for page in pages) > 10
