"""The leading group, its office and the member sections (article 3)."""

from datetime import date

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Section, User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.models import Membership
from yaohao.stages.planning.rules import Organ, OrganDraft


@operation("planning.organ.appoint", article="3")
def appoint(*, by: User, draft: OrganDraft) -> Membership:
    """Put somebody, or a section, into one of the organs from a day on. Raises Refused.

    Raises Section.DoesNotExist or User.DoesNotExist for those of another bureau.
    """
    _permit(by)
    section, person = None, None
    name = " ".join(draft.name.split())
    if draft.organ is Organ.SECTION:
        if draft.section is None:
            raise Refused(_("Choose the section that becomes a member."))
        section = Section.objects.get(bureau=by.bureau, pk=draft.section)
        name = section.name
    elif draft.person is not None:
        person = User.objects.get(bureau=by.bureau, pk=draft.person)
        name = name or person.full_name
    if not name:
        raise Refused(_("Write the name of the person."))
    same = Membership.objects.of(by.bureau).filter(organ=draft.organ.value, name=name, until=None)
    if same.exists():
        raise Refused(_("%(name)s is a member already. End that first.") % {"name": name})
    made = Membership.objects.create(
        bureau=by.bureau, organ=draft.organ.value, post=draft.post.value, name=name,
        office=draft.office.strip(), person=person, section=section, since=draft.since,
        document=draft.document.strip(),
    )  # fmt: skip
    record(by=by, subject=made.subject, changed=[made])
    return made


@operation("planning.organ.dismiss", article="3")
def dismiss(*, by: User, pk: int, until: date) -> Membership:
    """End a membership; `until` is its last day. The row stays. Raises Refused."""
    _permit(by)
    found: Membership = Membership.objects.of(by.bureau).select_for_update().get(pk=pk)
    if found.until is not None:
        raise Refused(_("This membership has ended already, on %(day)s.") % {"day": found.until})
    if until < found.since:
        raise Refused(_("The last day lies before the first, %(day)s.") % {"day": found.since})
    found.until = until
    found.save(update_fields=["until"])
    record(by=by, subject=found.subject, changed=[found])
    return found


def _permit(by: User) -> None:
    if not by.holds(Role.CLERK):
        raise Refused(_("Your role does not allow this act."))
