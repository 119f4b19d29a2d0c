"""The specification names what the program does, and the program cites what the pages hold."""

import re
from pathlib import Path

import fairdraw
import pytest
from fairdraw.messages import FAULTS
from fairdraw.messages.reports import CHECKS
from fairdraw.schema import KINDS

SPEC = Path(__file__).parents[1] / "spec"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in SPEC.glob("*.md")}
SOURCES = list(Path(fairdraw.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_section_cited_exists(path: Path) -> None:
    cited = re.findall(r'spec/([0-9a-z.-]+\.md),\s+"([^"]+)"', path.read_text(encoding="utf-8"))
    for page, title in cited:
        assert f"## {title}\n" in PAGES[page]


def test_every_fault_and_every_check_is_specified() -> None:
    words = set(re.findall(r"[a-z]+[0-9]*(?:-[a-z0-9]+)*", PAGES["6-verification.md"]))
    assert sorted(set(FAULTS) - words) == []
    assert sorted(set(CHECKS) - words) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_key_is_specified_in_its_order(kind: str) -> None:
    page = PAGES["2-entries.md"]
    start = page.index(f"**{kind}**")
    following = page.find("\n**", start + 1)
    text = page[start : following if following > 0 else None]
    text = text.removeprefix(f"**{kind}**")
    place = 0
    for field in KINDS[kind]:
        found = re.compile(rf"(?<![a-z-]){field.key}(?![a-z-])").search(text, place)
        assert found, field.key
        place = found.end()


def test_links_between_pages_hold() -> None:
    for name, text in PAGES.items():
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert (SPEC / target).exists(), (name, target)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_chinese_page_holds_every_code_word_of_the_english(name: str) -> None:
    chinese = (SPEC / "zh" / name).read_text(encoding="utf-8")
    english = PAGES[name]
    if name == "5-record-and-proof.md":  # the byte tables of the container stand in one page only
        start, end = english.index("## Container"), english.index("## Door proof")
        english = english[:start] + english[end:]
    words = set(re.findall(r"`([^`\n]+)`", english)) - set(re.findall(r"`([^`\n]+)`", chinese))
    assert words <= TRANSLATED
    for target in re.findall(r"\]\(([^)#]+)\)", chinese):
        assert (SPEC / "zh" / target).exists(), target


TRANSLATED = {
    "CODE ROWS BASE", "CODE COUNT", "SIZE HEX", "round.position", "at INDEX", "row INDEX",
    "line INDEX SIZE", "head SIZE ROOT", "time ", "node",
}  # fmt: skip
