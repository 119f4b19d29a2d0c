"""The size of things: files, functions, dependencies. The figures are the house's, not a taste."""

import ast
import statistics
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BANNED_MODULES = {"utils", "helpers", "common", "misc", "base"}


def tracked() -> list[Path]:
    """Python files that git tracks, without migrations."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in names.split()]
    return [file for file in files if "migrations" not in file.parts and file.exists()]


def is_test(file: Path) -> bool:
    return "tests" in file.relative_to(ROOT).parts


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def functions(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{file.relative_to(ROOT)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def quantile(values: list[int], share: float) -> int:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


SOURCES = [file for file in tracked() if not is_test(file)]


def test_no_source_file_is_over_500_lines() -> None:
    assert [file for file in SOURCES if lines(file) > 500] == []


def test_no_test_file_is_over_600_lines() -> None:
    assert [file for file in tracked() if is_test(file) and lines(file) > 600] == []


def test_the_median_file_is_short_and_nine_in_ten_have_at_most_300_lines() -> None:
    sizes = [lines(file) for file in SOURCES if lines(file)]
    assert statistics.median(sizes) <= 100
    assert quantile(sizes, 0.9) <= 300


def test_functions_are_short() -> None:
    sizes = [size for file in SOURCES for _, size in functions(file)]
    long = [name for file in SOURCES for name, size in functions(file) if size > 50]
    assert quantile(sizes, 0.9) <= 30
    assert len(long) < 0.02 * len(sizes), long


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [file for file in SOURCES if file.stem in BANNED_MODULES] == []


@pytest.mark.parametrize(("file", "most"), [("core/pyproject.toml", 0), ("pyproject.toml", 30)])
def test_direct_dependencies_are_few(file: str, most: int) -> None:
    project = tomllib.loads((ROOT / file).read_text(encoding="utf-8"))["project"]
    assert len(project["dependencies"]) <= most


def test_every_dependency_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    inside = text.split("dependencies = [", 1)[1].split("[project.optional", 1)[0]
    entries = [line for line in inside.splitlines() if line.strip().startswith('"')]
    assert [line for line in entries if "# " not in line] == []
