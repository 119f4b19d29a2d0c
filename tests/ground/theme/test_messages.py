"""The catalogue script: what it finds, and what it refuses."""

import gettext
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[3] / "scripts/messages.py"


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("catalogue_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    folder = tmp_path / "registers"
    (folder / "templates/registers").mkdir(parents=True)
    (folder / "apps.py").write_text("")
    (folder / "rules.py").write_text(
        "A = _('Officer')\nB = f\"{pgettext('list', 'Open')}\"\n"
        "C = ngettext('one %d', 'many %d', 2)\n"
    )
    (folder / "templates/registers/list.html").write_text(
        "{% load i18n %}\n   <p>{% translate 'Objects' %}</p>\n"
        "{% blocktranslate trimmed with n=n %}\n  Drawn {{ n }}\n{% endblocktranslate %}"
    )
    return folder


def translate(script: ModuleType, unit: Path, **texts: str) -> None:
    path = unit / script.CATALOGUE
    text = path.read_text()
    chinese = {
        "Officer": "人员",
        "Open": "打开",
        "Objects": "对象",
        "Drawn %(n)s": "抽取 %(n)s",
    } | texts
    for english, word in chinese.items():
        text = text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{word}"')
    path.write_text(text.replace('msgstr[0] ""', 'msgstr[0] "%d 个"'))


def test_strings_of_python_and_templates_are_found(script: ModuleType, unit: Path) -> None:
    assert set(script.strings(unit)) == {
        (None, "Officer"),
        ("list", "Open"),
        (None, "one %d"),
        (None, "Objects"),
        (None, "Drawn %(n)s"),
    }


def test_complete_catalogue_passes_and_compiles(script: ModuleType, unit: Path) -> None:
    assert script.update(unit) == 5
    translate(script, unit)
    assert script.check(unit) == []
    script.compile_unit(unit)
    with (unit / script.CATALOGUE).with_suffix(".mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Objects") == "对象"
    assert catalogue.pgettext("list", "Open") == "打开"
    assert catalogue.ngettext("one %d", "many %d", 7) == "%d 个"


def test_update_keeps_what_is_translated(script: ModuleType, unit: Path) -> None:
    script.update(unit)
    translate(script, unit)
    before = (unit / script.CATALOGUE).read_text()
    assert script.update(unit) == 0
    assert (unit / script.CATALOGUE).read_text() == before


def test_missing_catalogue_is_a_problem(script: ModuleType, unit: Path) -> None:
    assert "missing" in script.check(unit)[0]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('msgstr "人员"', 'msgstr ""', "is not translated"),
        ('msgid "Officer"', '#, fuzzy\nmsgid "Officer"', "is fuzzy"),
        ('msgstr "抽取 %(n)s"', 'msgstr "抽取 %(m)s"', "does not fit"),
        ('msgid "Officer"', 'msgid "Expert"', "is not in the catalogue"),
        ('msgid "Officer"', 'msgid "Expert"', "occurs nowhere"),
    ],
)
def test_faulty_catalogue_is_named(
    script: ModuleType, unit: Path, old: str, new: str, problem: str
) -> None:
    script.update(unit)
    translate(script, unit)
    path = unit / script.CATALOGUE
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    assert any(problem in line for line in script.check(unit))


def test_obsolete_entries_are_named(script: ModuleType, unit: Path) -> None:
    script.update(unit)
    translate(script, unit)
    with (unit / script.CATALOGUE).open("a") as file:
        file.write('\n#~ msgid "Gone"\n#~ msgstr "没有了"\n')
    assert any("obsolete" in line for line in script.check(unit))


def test_two_translations_of_one_string_are_a_conflict(script: ModuleType, unit: Path) -> None:
    other = unit.parent / "draw"
    other.mkdir()
    (other / "rules.py").write_text("A = _('Officer')\n")
    for folder, word in ((unit, "人员"), (other, "执法人员")):
        script.update(folder)
        translate(script, folder, Officer=word)
    assert "'Officer' is translated differently" in script.conflicts([unit, other])[0]


def test_catalogue_of_the_theme_is_complete(script: ModuleType) -> None:
    assert script.check(script.SOURCE / "ground/theme") == []
