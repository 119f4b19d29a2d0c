"""Published editions of the register of objects, as anybody may see them (article 11): who is in
it, what differs from the year before and why; without names of people.

An edition is shown because its bureau published it: that act stands in the log. The name of an
object is the published one, as on the pages of the roots.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from yaohao.stages.publication.queries.draws import Download
from yaohao.stages.publication.queries.register import published_names
from yaohao.stages.registers.files import lines_path
from yaohao.stages.registers.models import Edition
from yaohao.stages.registers.queries import region_table
from yaohao.stages.registers.queries.comparing import Comparison, compared, lines_of, root_of
from yaohao.stages.registers.queries.editions import published_editions
from yaohao.stages.registers.queries.groups import group_names
from yaohao.stages.registers.rules.kinds import Kind as Register
from yaohao.stages.registers.rules.root_lines import Nature, values_of
from yaohao.stages.registers.rules.words import Language
from yaohao.stages.registers.showing import change_words, shown
from yaohao.stages.registers.wording import NATURES

SHOWN = ("field", "affiliation", "scale", "risk", "standardisation", "blacklist", "credit")


@dataclass(frozen=True, slots=True)
class PublicEdition:
    """One edition: bureau, year, when it was published, objects, root, its place in the log.

    `before` is the year of the edition it is compared with, or the day of the register; both None
    when it is the first.
    """

    bureau: str
    bureau_name: str
    year: int
    at: datetime
    rows: int
    root: str
    index: int | None
    before: int | None
    day: date | None

    @property
    def first(self) -> bool:
        """Whether nothing stands before it."""
        return self.before is None and self.day is None


@dataclass(frozen=True, slots=True)
class EditionChange:
    """What became of one object, in words, and why."""

    object_id: str
    name: str
    nature: str
    kind: str
    steps: str
    reason: str


def public_editions(bureau: str = "") -> list[PublicEdition]:
    """Every published edition, of one bureau or of all; the newest first."""
    return [_public(row) for row in published_editions() if bureau in ("", row.bureau.code)]


def public_edition(bureau: str, year: int) -> PublicEdition:
    """One published edition; LookupError for any other."""
    return _public(_row(bureau, year))


def edition_changes(bureau: str, year: int, lang: Language = "zh") -> list[EditionChange]:
    """What differs from what came before, by id; LookupError."""
    row, names = _row(bureau, year), published_names(bureau)
    groups = group_names(row.bureau)
    return [
        EditionChange(
            object_id=one.alteration.object_id,
            name=names.get(one.alteration.object_id, ""),
            nature=one.alteration.nature.value,
            kind=str(NATURES[one.alteration.nature]),
            steps="；".join(
                change_words(Register.OBJECTS, step, groups) for step in one.alteration.steps
            ),
            reason=one.reason(lang, public=True),
        )
        for one in _compared(row).differing
    ]


def edition_objects(bureau: str, year: int) -> list[dict[str, str]]:
    """Everybody in the edition: object_id name county state and the attributes of article 11, in
    words; LookupError."""
    row, names, regions = _row(bureau, year), published_names(bureau), region_table()
    found = []
    for line in lines_of(row).lines:
        values = values_of(line)
        words = {key: shown(Register.OBJECTS, key, values[key]) for key in SHOWN}
        found.append(
            {
                "object_id": values["object_id"],
                "name": names.get(values["object_id"], ""),
                "county": regions.name(values["region"]),
                "state": shown(Register.OBJECTS, "exclusion", values["exclusion"]),
                **words,
            }
        )
    return found


def edition_counts(bureau: str, year: int) -> dict[str, int]:
    """How many objects differ, by kind of change; LookupError."""
    row = _row(bureau, year)
    found = _compared(row)
    return {nature.value: found.count(nature) for nature in Nature}


def edition_lines(bureau: str, year: int) -> Download:
    """The file of lines of an edition; LookupError."""
    row = _row(bureau, year)
    return Download(lines_path(row.lines), f"edition-{bureau}-{year}.txt", row.lines)


def _compared(row: Edition) -> Comparison:
    assert row.published_at is not None
    return _once(row.pk, row.lines, row.published_at)


@lru_cache(maxsize=8)
def _once(pk: int, _lines: str, _at: datetime) -> Comparison:
    # A published edition never changes, nor do the acts before it.
    return compared(published_editions().get(pk=pk))


def _row(bureau: str, year: int) -> Edition:
    found: Edition | None = published_editions().filter(bureau__code=bureau, year=year).first()
    if found is None:
        raise LookupError(f"{bureau} {year}")
    return found


def _public(row: Edition) -> PublicEdition:
    root, basis = root_of(row), _compared(row).basis
    assert row.published_at is not None
    return PublicEdition(
        bureau=row.bureau.code,
        bureau_name=row.bureau.name,
        year=row.year,
        at=row.published_at,
        rows=row.rows,
        root=row.root,
        index=root.entry if root else None,
        before=basis.edition.year if basis.edition else None,
        day=basis.root.date if basis.root else None,
    )
