"""Documents are kept true by machine: links resolve, generated pages are current, READMEs short."""

import re
from pathlib import Path

import pytest

from yaohao.config.docs import generated

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    page
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "core").rglob("*.md")]
    if "node_modules" not in page.parts
)
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = [match.group(1) for match in LINK.finditer(page.read_text(encoding="utf-8"))]
    local = [target for target in targets if "://" not in target and "mailto:" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-Hans.md"])
def test_readmes_are_short(name: str) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize("name", sorted(generated()))
def test_generated_pages_are_current(name: str) -> None:
    current = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert current == generated()[name], "run `make docs`"


def test_every_stage_has_its_word_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    for stage in (ROOT / "src" / "yaohao" / "stages").iterdir():
        if (stage / "apps.py").exists():
            assert f"`stages/{stage.name}`" in glossary, stage.name
