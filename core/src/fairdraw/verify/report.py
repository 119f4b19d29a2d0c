"""What a verification says (spec/6-verification.md, "Report")."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from fairdraw.errors import Fault
from fairdraw.messages import check_text, level_text, note_text, outcome_text, passed_text

OK, FAULT, NOT_CHECKED = "ok", "fault", "not-checked"
PROVED, PARTLY, ABORTED, REFUSED = "proved", "proved-partly", "aborted", "refused"
EXIT_CODES = {PROVED: 0, REFUSED: 1, PARTLY: 3, ABORTED: 4}

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Check:
    """One named check: `outcome` is `ok`, `fault` or `not-checked`; `facts` fill its sentence."""

    code: str
    outcome: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader must know that is no fault."""

    code: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """The checks in their order. `kind` is `record` or `door`; `outcome` is `proved`,
    `proved-partly` (a check could not be made), `aborted`, or `refused` (then `fault` says why);
    `level` is the level of assurance, empty while it is not established."""

    kind: str
    checks: tuple[Check, ...]
    notes: tuple[Note, ...]
    fault: Fault | None
    exercise: bool
    title: str
    level: str = ""
    aborted: bool = False

    @property
    def outcome(self) -> str:
        """`refused` by any fault; else whether every check could be made."""
        if self.fault:
            return REFUSED
        if self.aborted:
            return ABORTED
        unchecked = any(check.outcome == NOT_CHECKED for check in self.checks)
        return PARTLY if unchecked else PROVED

    @property
    def exit_code(self) -> int:
        """0 proved, 1 refused, 3 proved but for checks that could not be made, 4 aborted."""
        return EXIT_CODES[self.outcome]

    def text(self, lang: str = "en") -> str:
        """Return the report for a person, in `zh` or `en`, one line for each check."""
        lines = [note_text("exercise", {}, lang)] if self.exercise else []
        lines += [self.title] if self.title else []
        lines += [_line(check, self.fault, lang) for check in self.checks]
        lines += [level_text(self.level, lang)] if self.level else []
        lines += [f"  * {note_text(note.code, note.facts, lang)}" for note in self.notes]
        lines.append(outcome_text(self.outcome, lang))
        return "\n".join(lines) + "\n"

    def json(self) -> dict[str, object]:
        """Return the report as values that JSON can hold."""
        fault = self.fault
        refused = None
        if fault:
            refused = {"code": fault.code, "place": fault.place, "text": _both(fault.text)}
        return {
            "kind": self.kind,
            "outcome": self.outcome,
            "exercise": self.exercise,
            "title": self.title,
            "level": self.level,
            "assurance": _both(partial(level_text, self.level)) if self.level else None,
            "fault": refused,
            "checks": [
                {
                    "code": check.code,
                    "outcome": check.outcome,
                    "title": _both(partial(check_text, check.code)),
                    "facts": {key: str(value) for key, value in check.facts.items()},
                }
                for check in self.checks
            ],
            "notes": [
                {"code": note.code, "text": _both(partial(note_text, note.code, note.facts))}
                for note in self.notes
            ],
        }


def _both(text: Callable[[str], str]) -> dict[str, str]:
    return {"en": text("en"), "zh": text("zh")}


def _line(check: Check, fault: Fault | None, lang: str) -> str:
    mark = {OK: "[ok]", FAULT: "[!!]", NOT_CHECKED: "[--]"}[check.outcome]
    line = f"{mark} {check_text(check.code, lang)}"
    if check.outcome == FAULT and fault:
        return f"{line}\n     {fault.text(lang)}  [{fault.code}]"
    said = passed_text(check.code, check.facts, lang) if check.facts else ""
    return f"{line}{'：' if lang == 'zh' else ': '}{said}" if said else line


@dataclass(slots=True)
class Findings:
    """What a run of checks has found so far."""

    kind: str
    checks: list[Check] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    fault: Fault | None = None
    exercise: bool = False
    title: str = ""
    level: str = ""
    aborted: bool = False
    progress: Callable[[int, int], None] | None = None
    _made: int = 0
    _of: int = 1

    def within(self, done: int, total: int) -> None:
        """Tell how far the check under way has come; `progress` gets hundredths of the whole."""
        if self.progress and total:
            self.progress(100 * (self._made * total + done) // (self._of * total), 100)

    def note(self, code: str, **facts: object) -> None:
        """Keep a note."""
        self.notes.append(Note(code, facts))

    def run(self, steps: Sequence[tuple[str, Callable[[], Facts | None]]]) -> Report:
        """Run checks in order; the first fault ends them. A step that returns None could not be
        made for want of the log before the draw."""
        self._of = len(steps)
        for self._made, (code, step) in enumerate(steps):
            self.within(0, 1)
            if self.fault:
                self.checks.append(Check(code, NOT_CHECKED))
                continue
            try:
                facts = step()
            except Fault as fault:
                self.fault = fault
                self.checks.append(Check(code, FAULT))
            else:
                outcome = NOT_CHECKED if facts is None else OK
                self.checks.append(Check(code, outcome, facts or {}))
        self.within(1, 1)
        return Report(
            self.kind, tuple(self.checks), tuple(self.notes), self.fault, self.exercise,
            self.title, self.level, self.aborted,
        )  # fmt: skip
