"""异议: a witness objects, the bureau answers, and both stand in the minutes (article 15)."""

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.gate import now
from yaohao.stages.draw.models import Answer, Objection, Seat
from yaohao.stages.draw.seating import held, item_of, person_text, present

MOST = 20  # objections of one seat
LONGEST = 1000  # characters


@operation("draw.objection.raise", article="15")
def raise_objection(*, by: Seat, text: str, number: str = "") -> Objection:
    """Record an objection to one draw, or with no number to the session. It is never deleted."""
    seat = present(by)
    item = item_of(by, number) if number else None
    said = person_text(text, LONGEST)
    mine = seat.objections.all()
    if mine.filter(text=said, item=item).exists():
        raise Refused(_("This objection is recorded already, word for word."))
    if mine.count() >= MOST:
        raise Refused(
            _("You have recorded %(most)d objections here. Say the rest to the clerk on paper.")
            % {"most": MOST}
        )
    made = Objection.objects.create(seat=seat, item=item, text=said, at=now())
    subject = item.draw.subject if item else seat.session.subject
    record(by=seat, subject=subject, changed=[made], detail={"seat": seat.number}, reason=said)
    return made


@operation("draw.objection.answer", article="15")
def answer_objection(*, by: User, number: str, objection: int, text: str) -> Answer:
    """Answer an objection of a session, once. Raises Objection.DoesNotExist for another's."""
    session = held(by=by, number=number)
    found = Objection.objects.select_related("item__draw").get(pk=objection, seat__session=session)
    if Answer.objects.filter(objection=found).exists():
        raise Refused(_("This objection is answered already. An answer stands as it was given."))
    said = person_text(text, LONGEST)
    made = Answer.objects.create(objection=found, text=said, by=by, at=now())
    subject = found.item.draw.subject if found.item else session.subject
    record(by=by, subject=subject, changed=[made], reason=said)
    return made
