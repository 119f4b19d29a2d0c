"""The gates before the acts on orders, cases and circulars."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.documents.rules import number_text
from yaohao.stages.inspection.gate import keeps
from yaohao.stages.inspection.models import Inspection

M = TypeVar("M", bound=Model)
Table = Mapping[Any, tuple[frozenset[Any], Any, frozenset[Role]]]


def locked(rows: QuerySet[M], *, pk: int, by: User, table: Table, act: StrEnum) -> M:
    """The row, locked, when `by` may do `act` now; DoesNotExist where `by` may not see it."""
    row = rows.select_for_update(of=("self",)).get(pk=pk)
    sources, _target, roles = table[act]
    if not by.holds(*roles):
        raise Refused(_("Your role does not allow this act."))
    if row.state not in {state.value for state in sources}:  # type: ignore[attr-defined]
        raise Refused(
            _("%(row)s is now: %(state)s. This act does not fit it any more.")
            % {"row": row, "state": row.get_state_display()}  # type: ignore[attr-defined]
        )
    return row


def seen(by: User) -> QuerySet[Inspection]:
    """The inspections whose follow-up `by` may see."""
    rows: QuerySet[Inspection] = Inspection.objects.visible_to(by)
    return rows


def team_only(inspection: Inspection, by: User) -> None:
    """Orders and re-checks are the work of those who were there, or took it over from one."""
    if not keeps(inspection, by):
        raise Refused(_("Only the officers of the team may do this."))


def queue(by: User) -> Bureau:
    """The bureau's row: numbers have no gap and two people never take the same."""
    return Bureau.objects.select_for_update().get(pk=by.bureau_id)


def case_number(bureau: Bureau, word: str, year: int, taken: int) -> str:
    """`（榆应急）立〔2026〕3号`: a case or decision, whose papers the case office makes."""
    return number_text(bureau.document_word, word, year, taken + 1)


def written(text: str, missing: str) -> str:
    """The text without loose blanks; Refused with `missing` when there is none."""
    kept = text.strip()
    if not kept:
        raise Refused(missing)
    return kept
