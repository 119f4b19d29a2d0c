"""Bureaus and their sections (articles 2 and 3)."""

import re
from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, FormerName, Level, Section
from yaohao.ground.accounts.operations.errors import AccountError
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.rules import Actor

CODE = re.compile(r"[0-9]{6}[0-9A-Z]{0,10}")


@operation("accounts.bureau.found", article="2")
def found_bureau(
    *,
    by: Actor,
    code: str,
    name: str,
    short_name: str,
    document_word: str,
    level: Level,
    parent: Bureau | None = None,
    sections: Sequence[tuple[str, str]] = (),
) -> Bureau:
    """Enter a bureau with its sections, each `(code, name)`.

    The first six digits of `code` are the region (GB/T 2260). Raises AccountError.
    """
    if not CODE.fullmatch(code):
        raise AccountError(
            _("“%(code)s” is no bureau code: write six digits of the region, then 0–9 and A–Z.")
            % {"code": code}
        )
    if Bureau.objects.filter(code=code).exists():
        raise AccountError(_("There is a bureau %(code)s already.") % {"code": code})
    bureau = Bureau.objects.create(
        code=code,
        region=code[:6],
        name=name,
        short_name=short_name,
        document_word=document_word,
        level=level,
        parent=parent,
    )
    rows = [
        Section.objects.create(bureau=bureau, code=section, name=title)
        for section, title in sections
    ]
    record(by=by, subject=f"accounts.bureau:{code}", changed=[bureau, *rows])
    return bureau


@operation("accounts.bureau.former-name")
def keep_former_name(
    *, by: Actor, bureau: Bureau, name: str, document_word: str, until: date
) -> FormerName:
    """Note what a bureau was called through `until`, for papers of those days.

    Raises AccountError for a day that has not passed, and where one is noted for the day.
    """
    if until >= timezone.localdate():
        raise AccountError(_("A former name ends before today."))
    if FormerName.objects.filter(bureau=bureau, until=until).exists():
        raise AccountError(_("A name until %(day)s is noted already.") % {"day": until})
    made = FormerName.objects.create(
        bureau=bureau, name=name, document_word=document_word, until=until
    )
    record(by=by, subject=f"accounts.bureau:{bureau.code}", changed=[made])
    return made


@operation("accounts.section.add", article="3")
def add_section(*, by: Actor, bureau: Bureau, code: str, name: str) -> Section:
    """Enter one section of a bureau. Raises AccountError where code or name are taken."""
    taken = Section.objects.filter(bureau=bureau)
    if taken.filter(code=code).exists() or taken.filter(name=name).exists():
        raise AccountError(
            _("%(bureau)s has a section with this code or name already.") % {"bureau": bureau}
        )
    section = Section.objects.create(bureau=bureau, code=code, name=name)
    record(by=by, subject=f"accounts.section:{bureau.code}/{code}", changed=[section])
    return section


@operation("accounts.bureau.follow-region", article="2")
def follow_region(*, by: Actor, bureau: Bureau, region: str) -> Bureau:
    """Note the new code of a county whose bureau this is. The bureau's own code stays: it stands
    in numbers and records, and codes of old days go on to be valid there."""
    bureau = Bureau.objects.select_for_update(no_key=True).get(pk=bureau.pk)
    before, bureau.region = bureau.region, region
    bureau.save(update_fields=["region"])
    detail = {"before": before, "after": region}
    record(by=by, subject=f"accounts.bureau:{bureau.code}", changed=[bureau], detail=detail)
    return bureau
