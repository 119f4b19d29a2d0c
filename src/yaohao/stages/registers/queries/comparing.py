"""An edition beside the one before: what differs, and why (article 11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fairdraw.register import Lines, difference, parse

from yaohao.stages.registers.files import read_lines
from yaohao.stages.registers.models import Edition, EditionReason, EditionState, RegisterRoot
from yaohao.stages.registers.queries.alterations import Alteration, alterations_of
from yaohao.stages.registers.queries.roots import lines_behind, lines_now, own_lines, roots
from yaohao.stages.registers.queries.trail import CONFIRM, UNDO
from yaohao.stages.registers.rules.editions import Known, known_reason
from yaohao.stages.registers.rules.kinds import Exclusion
from yaohao.stages.registers.rules.root_lines import Nature
from yaohao.stages.registers.rules.words import Language, Word, word

SHEET = Word("成批导入", "imported from a sheet")


@dataclass(frozen=True, slots=True)
class Basis:
    """What an edition is compared with: the edition before, a root of the register, or nothing.

    `at` is the time that its lines show.
    """

    lines: Lines
    at: datetime | None
    edition: Edition | None = None
    root: RegisterRoot | None = None

    @property
    def nothing(self) -> bool:
        """Whether this is the first edition, with no earlier state of the register."""
        return self.edition is None and self.root is None


@dataclass(frozen=True, slots=True)
class Differing:
    """One object that differs. `told` is what acts tell; `typed` what a clerk wrote instead."""

    alteration: Alteration
    told: Known
    typed: str

    @property
    def missing(self) -> bool:
        """Whether nobody has said why yet."""
        return not self.typed and not self.told.whole

    def reason(self, lang: Language = "zh", *, public: bool = False) -> str:
        """Why it differs: as typed, else the public reason of an end, else as the acts tell.

        In public a sheet has no name: what files are called is nobody's business.
        """
        if self.typed:
            return self.typed
        sheets = {deed.reason for deed in self.alteration.deeds if deed.action in (CONFIRM, UNDO)}
        by_sheet = SHEET.zh if lang == "zh" else SHEET.en
        words = [by_sheet if public and text in sheets else text for text in self.told.words]
        if end := self.ending:
            words.insert(0, word(end, lang))
        return "；".join(dict.fromkeys(words)) if self.told.whole else ""

    @property
    def ending(self) -> Exclusion | None:
        """Why the object left the register, where it stays in it with that reason."""
        new = self.alteration.new
        ended = self.alteration.nature is Nature.ENDED and new is not None
        return Exclusion(new["exclusion"]) if ended and new else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs, by object id; `rows` objects stand in the edition."""

    basis: Basis
    differing: tuple[Differing, ...]
    rows: int

    @property
    def missing(self) -> tuple[Differing, ...]:
        """Those whose reason is still to be typed."""
        return tuple(one for one in self.differing if one.missing)

    def count(self, *natures: Nature) -> int:
        """How many are of some natures."""
        return sum(one.alteration.nature in natures for one in self.differing)


def compared(edition: Edition) -> Comparison:
    """The edition beside what came before it: as it stands now, or as it was submitted."""
    basis, lines = basis_of(edition), lines_of(edition)
    until = None if edition.state == EditionState.OPEN else edition.submitted_at
    if basis.nothing:  # nothing to compare with is no change of anybody
        return Comparison(basis, (), len(lines))
    pairs = difference(basis.lines, lines).pairs()
    typed = dict(reasons_of(edition))
    found = alterations_of(edition.bureau, pairs, basis.at, until)
    differing = tuple(Differing(one, _told(one), typed.get(one.object_id, "")) for one in found)
    return Comparison(basis, differing, len(lines))


def lines_of(edition: Edition) -> Lines:
    """The lines of an edition: of the register now while it is open, else those submitted."""
    if edition.state == EditionState.OPEN:
        return lines_now(edition.bureau)
    return parse(read_lines(edition.lines))


def basis_of(edition: Edition) -> Basis:
    """The edition before; without one, the register at the last day of the year before."""
    before = edition.before
    if before is not None and before.lines:
        return Basis(lines_of(before), before.submitted_at, edition=before)
    root = _last_root(date(edition.year - 1, 12, 31))
    if root is None:
        return Basis(Lines(()), None)
    own = own_lines(lines_behind(root), edition.bureau)
    return Basis(own, root.at, root=root)


def root_of(edition: Edition) -> RegisterRoot | None:
    """The root in the public log that holds the lines of a submitted edition."""
    if edition.submitted_at is None:
        return None
    return roots().filter(at__lte=edition.submitted_at).first()


def reasons_of(edition: Edition) -> Sequence[tuple[str, str]]:
    """(object id, reason) as typed."""
    rows = EditionReason.objects.filter(edition=edition)
    return list(rows.values_list("object_id", "reason"))


def _last_root(day: date) -> RegisterRoot | None:
    return roots().filter(date__lte=day).first()


def _told(one: Alteration) -> Known:
    if one.nature is Nature.ADDED:
        reasons = tuple(dict.fromkeys(deed.reason for deed in one.deeds if deed.reason))
        return Known(reasons, bool(reasons))
    changed: Mapping[str, str] = {step.field: step.after for step in one.steps}
    known = known_reason(changed, one.deeds)
    if one.nature is Nature.ENDED and one.new is not None:
        # The reason of an end is public and stands in the register itself.
        others = {name: text for name, text in changed.items() if name != "exclusion"}
        return Known(known.words, known_reason(others, one.deeds).whole)
    return known if one.new is not None else Known(known.words, False)
