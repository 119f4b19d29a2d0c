"""Message catalogues without gettext: `python scripts/messages.py check|update|compile`.

A unit is a folder under `src/yaohao` with an `apps.py`; its strings, from Python and from
templates, belong to its own `locale/zh_Hans/LC_MESSAGES/django.po`.

check    every string is in its catalogue, translated, none fuzzy, none obsolete, the
         placeholders agree, and no two catalogues translate one string differently
update   add what is missing (untranslated) and drop what no longer occurs
compile  write the `.mo` files Django reads (ignored by git)
"""

import argparse
import ast
import io
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/yaohao"
LOCALE = "zh_Hans"
CATALOGUE = Path("locale") / LOCALE / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """\
# Chinese (simplified) messages of this app.
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""

Key = tuple[str | None, str]
Text = str | tuple[str, ...]


def units(source: Path = SOURCE) -> list[Path]:
    """Return the folders that own a catalogue, in the order of their paths."""
    return sorted(apps.parent for apps in source.rglob("apps.py"))


def strings(unit: Path) -> dict[Key, tuple[Text, list[tuple[str, int]]]]:
    """Return what `unit` wants translated: (context, singular) → (text, places)."""
    found: dict[Key, tuple[Text, list[tuple[str, int]]]] = {}
    for path in _sources(unit):
        for line, text, context in _extract(path):
            singular = text if isinstance(text, str) else text[0]
            if not singular:
                continue
            places = found.setdefault((context, singular), (text, []))[1]
            places.append((path.relative_to(unit).as_posix(), line))
    return found


def check(unit: Path) -> list[str]:
    """Return what is wrong with the unit's catalogue, each with place and repair."""
    wanted = strings(unit)
    if not (unit / CATALOGUE).is_file():
        return [f"{unit / CATALOGUE}: missing; run `update`"] if wanted else []
    catalogue = _read(unit)
    problems = []
    for (context, singular), (_, places) in wanted.items():
        message = catalogue.get(singular, context)
        where = f"{unit.name}/{places[0][0]}:{places[0][1]}"
        if message is None:
            problems.append(f"{where}: {singular!r} is not in the catalogue; run `update`")
        else:
            problems += [f"{where}: {singular!r} {fault}" for fault in _faults(message)]
    problems += [
        f"{unit / CATALOGUE}: {_singular(message)!r} occurs nowhere; run `update`"
        for message in catalogue
        if message.id and (message.context, _singular(message)) not in wanted
    ]
    if catalogue.obsolete:
        problems.append(f"{unit / CATALOGUE}: obsolete entries (#~); run `update`")
    return problems


def conflicts(folders: list[Path]) -> list[str]:
    """Return the strings that two catalogues translate differently: Django keeps only one."""
    seen: dict[Key, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for unit in folders:
        if (unit / CATALOGUE).is_file():
            for message in _read(unit):
                if message.id and message.string:
                    translation = str(message.string)
                    seen[message.context, _singular(message)][translation].append(unit.name)
    return [
        f"{singular!r} is translated differently: "
        + ", ".join(f"{text} ({', '.join(names)})" for text, names in translations.items())
        + "; make them equal, or tell them apart with pgettext"
        for (_, singular), translations in seen.items()
        if len(translations) > 1
    ]


def update(unit: Path) -> int:
    """Bring the catalogue in line with the sources; return how many strings lack Chinese."""
    wanted = strings(unit)
    if not wanted:
        return 0
    old = _read(unit) if (unit / CATALOGUE).is_file() else Catalog(locale=LOCALE)
    new = Catalog(locale=LOCALE)
    for (context, singular), (text, places) in sorted(wanted.items(), key=lambda item: item[1][1]):
        known = old.get(singular, context)
        fits = known is not None and isinstance(known.id, str) == isinstance(text, str)
        string = known.string if known is not None and fits else ""
        comments = sorted({path for path, _ in places})
        new.add(text, string, [(path, None) for path in comments], context=context)
    _write(unit, new)
    return sum(not _complete(message) for message in new if message.id)


def compile_unit(unit: Path) -> None:
    """Write the `.mo` beside the unit's `.po`, in one step."""
    if not (unit / CATALOGUE).is_file():
        return
    buffer = io.BytesIO()
    write_mo(buffer, _read(unit))
    target = (unit / CATALOGUE).with_suffix(".mo")
    draft = target.with_suffix(".mo.draft")
    draft.write_bytes(buffer.getvalue())
    draft.replace(target)


def _sources(unit: Path) -> Iterator[Path]:
    inner = [other for other in units(unit) if other != unit]
    for path in sorted([*unit.rglob("*.py"), *unit.rglob("templates/**/*.html")]):
        if "migrations" not in path.parts and not any(path.is_relative_to(o) for o in inner):
            yield path


def _extract(path: Path) -> Iterator[tuple[int, Text, str | None]]:
    """Yield (line, text, context) of each call that asks for a translation."""
    code = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _extract_python(ast.parse(code, str(path)))
        return
    # templatize writes lines of calls, but not indented as Python demands.
    flat = "\n".join(line.lstrip() for line in templatize(code).split("\n"))
    for line, text, _, context in extract("python", io.BytesIO(flat.encode()), keywords=KEYWORDS):
        yield line, text, context


def _extract_python(tree: ast.AST) -> Iterator[tuple[int, Text, str | None]]:
    # Babel reads tokens and so misses calls inside f-strings; the syntax tree has them.
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            texts = [a.value for a in call.args if isinstance(a, ast.Constant)]
            texts = [text for text in texts if isinstance(text, str)]
            context = texts.pop(0) if "pgettext" in name and texts else None
            if name in KEYWORDS and texts:
                plural = name.startswith("n")
                yield call.lineno, tuple(texts[:2]) if plural else texts[0], context


def _read(unit: Path) -> Catalog:
    with (unit / CATALOGUE).open("rb") as file:
        return read_po(file, locale=LOCALE, abort_invalid=True)


def _write(unit: Path, catalogue: Catalog) -> None:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, include_lineno=False, omit_header=True)
    target = unit / CATALOGUE
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(HEADER + buffer.getvalue().decode(), encoding="utf-8")


def _faults(message: Message) -> Iterator[str]:
    if not _complete(message):
        yield "is not translated"
    if message.fuzzy:
        yield "is fuzzy: read it, mend it, and remove the mark"
    for error in message.check():
        yield f"does not fit its translation: {error}"


def _complete(message: Message) -> bool:
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    return bool(strings) and all(strings)


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def main() -> int:
    """Run one of the three commands; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("command", choices=["check", "update", "compile"])
    parser.add_argument("units", nargs="*", help="names of apps; all when none is given")
    arguments = parser.parse_args()
    if not settings.configured:
        settings.configure()
    everything = units()
    chosen = [u for u in everything if not arguments.units or u.name in arguments.units]
    if arguments.command == "compile":
        for unit in chosen:
            compile_unit(unit)
        return 0
    if arguments.command == "update":
        for unit in chosen:
            missing = update(unit)
            if missing:
                print(f"{unit / CATALOGUE}: {missing} to translate")
        return 0
    problems = [problem for unit in chosen for problem in check(unit)] + conflicts(everything)
    print("\n".join(problems) if problems else f"{len(chosen)} apps: every string has its Chinese")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
