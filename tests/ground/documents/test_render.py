"""Templates and data in, PDF out."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from yaohao.ground.documents import DocumentError, render

CREATED = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """An app whose one template shows `data.words`."""
    folder = tmp_path / "typst/tests"
    folder.mkdir(parents=True)
    (folder / "words.typ").write_text(
        '#import "/yaohao.typ": *\n'
        '#let make(data) = official(title: "通报", subject: data.at("subject", default: none), '
        "{ data.words; parbreak(); data.missing.join(linebreak()) })\n"
    )

    class App:
        path = str(tmp_path)

    everything = list(render.__globals__["apps"].get_app_configs())
    monkeypatch.setattr(render.__globals__["apps"], "get_app_configs", lambda: [App(), *everything])
    return "tests/words.typ"


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("system", [True, False])
def test_chinese_prints_with_and_without_fonts_of_the_machine(template: str, system: bool) -> None:
    words = "晋中市应急管理局〔2026〕12号"
    pdf = render(template, {"words": words}, created=CREATED, system_fonts=system)
    assert words in text_of(pdf)


@pytest.mark.parametrize(
    "words",
    [
        '#panic("run")',
        '#read("/data.json")',
        "$x$ *b* _i_ `c` <l> @r",
        '"; #sys.version; "',
        "\\#x",
    ],
)
def test_data_never_become_code(template: str, words: str) -> None:
    shown = text_of(render(template, {"words": words}, created=CREATED))
    assert "".join(words.split()) in shown


def test_the_same_input_gives_the_same_bytes(template: str) -> None:
    one, two = (render(template, {"words": "抽签"}, created=CREATED) for _ in range(2))
    assert one == two
    later = render(template, {"words": "抽签"}, created=CREATED.replace(hour=9))
    assert later != one


def test_creation_date_comes_from_the_data(template: str) -> None:
    pdf = render(template, {"words": "抽签"}, created=CREATED)
    metadata = PdfReader(BytesIO(pdf)).metadata
    assert metadata is not None
    assert metadata.creation_date == CREATED
    assert metadata.title == "通报"


def test_every_face_is_embedded(template: str) -> None:
    reader = PdfReader(BytesIO(render(template, {"words": "晋中 abc"}, created=CREATED)))
    for page in reader.pages:
        faces = page["/Resources"]["/Font"].values()  # type: ignore[index]
        assert faces
        for face in faces:
            descriptor = face.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.get_object())


def test_result_is_an_archive_pdf(template: str) -> None:
    pdf = render(template, {"words": "抽签"}, created=CREATED)
    assert b"pdfaid:part>2<" in pdf
    assert b"pdfaid:conformance>A<" in pdf


@pytest.mark.parametrize("character", ["\U0001f9ff", "\U0010fffd", "\U000e0fff", "\x07", "\ufeff"])
def test_a_character_without_glyph_is_named_and_does_not_stop_the_print(
    template: str, character: str
) -> None:
    pdf = render(template, {"words": f"张{character}三"}, created=CREATED, system_fonts=False)
    assert f"U+{ord(character):04X}" in text_of(pdf)


@pytest.mark.parametrize("character", ["\t", "\u200b", "\u202e", "\u2028", "\xad"])
def test_a_character_that_needs_no_glyph_does_not_stop_the_print(
    template: str, character: str
) -> None:
    text = text_of(render(template, {"words": f"张{character}三"}, created=CREATED))
    assert "张" in text
    assert "三" in text


def test_official_page_has_22_lines_of_28_characters(template: str) -> None:
    words = "检" * (28 * 30)
    reader = PdfReader(BytesIO(render(template, {"words": words}, created=CREATED)))
    first, second = reader.pages[0], reader.pages[1]
    assert [round(float(side) / 72 * 25.4) for side in first.mediabox[2:]] == [210, 297]
    lines = [line for line in first.extract_text().splitlines() if set(line.strip()) == {"检"}]
    assert {len(line.strip()) for line in lines[1:]} == {28}
    assert len([line for line in second.extract_text().splitlines() if "检" in line]) <= 22
    assert "—1—" in "".join(first.extract_text().split())
    assert "—2—" in "".join(second.extract_text().split())


def test_unknown_template_is_named() -> None:
    with pytest.raises(DocumentError, match=r"tests/nothing\.typ"):
        render("tests/nothing.typ", {}, created=CREATED)


def test_data_that_do_not_fit_are_named(template: str) -> None:
    with pytest.raises(DocumentError, match=r"tests/words\.typ.*words"):
        render(template, {}, created=CREATED)
