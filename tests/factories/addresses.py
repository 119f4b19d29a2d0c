"""A world with one row of everything in the city, and the arguments that lead to its pages.

An address whose arguments are not entered here fails the rights test: whoever adds an address adds
a line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.cosigning import JIWEI, NOTARY, key_of, named
from tests.factories.credit import decided as decided_case
from tests.factories.draw import exercise, ready
from tests.factories.hall import STROKES
from tests.factories.inspection import for_cause, picture
from tests.factories.planning import YEAR
from tests.factories.publication import publish_now
from tests.factories.registers import make_expert
from tests.factories.tokens import make_key
from yaohao.config.addresses import Address
from yaohao.ground.accounts.models import Delegation, Merger
from yaohao.ground.accounts.rules import Role
from yaohao.ground.cosigning.operations import propose_name
from yaohao.ground.documents.models import Issued
from yaohao.ground.documents.queries import papers
from yaohao.ground.keys.operations import keep as keep_secret
from yaohao.stages.credit.models import Batch, Dispatch, Proposal
from yaohao.stages.draw.files import keep_file
from yaohao.stages.draw.models import LogEntry, Seat, Session, SessionDraw, Substitution
from yaohao.stages.draw.rules import State
from yaohao.stages.followup.models import Circular, Order
from yaohao.stages.inspection.files import keep
from yaohao.stages.inspection.models import Photo, RecusalRequest, Summary
from yaohao.stages.inspection.rules import State as Visit
from yaohao.stages.oversight.operations import receive_complaint
from yaohao.stages.planning.models import Cap, Cycle, Membership, Scenario
from yaohao.stages.planning.rules import Organ
from yaohao.stages.publication.models import Redaction
from yaohao.stages.publication.papers import subject_of
from yaohao.stages.publication.rules import Kind
from yaohao.stages.registers.models import (
    Edition,
    InspectionObject,
    Item,
    Leave,
    LegalBasis,
    Officer,
    PastOrder,
    PastVisit,
    RegionSuccession,
    UnitGroup,
)
from yaohao.stages.registers.operations import (
    check_sheet,
    declare_expert_recusal,
    declare_recusal,
)
from yaohao.stages.registers.rules.kinds import Kind as Register

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
CANARY = "金丝雀特有化工"  # a name that stands in rows of the city and nowhere else
NEUTRAL = frozenset({"year", "kind", "index"})  # arguments that name no row of a bureau


@dataclass(frozen=True, slots=True)
class World:
    """Arguments by the beginning of the pattern; the longest beginning that fits decides."""

    arguments: Mapping[str, Mapping[str, Any]]

    def path(self, address: Address) -> str:
        """The address with its arguments; LookupError names what is not entered here."""
        return reverse(address.name, kwargs=self.values(address))

    def values(self, address: Address) -> dict[str, Any]:
        """The arguments of an address."""
        fitting = sorted(
            (start for start in self.arguments if address.pattern.startswith(start)), key=len
        )
        known: dict[str, Any] = {}
        for start in fitting:
            known |= self.arguments[start]
        names = ARGUMENT.findall(address.pattern)
        missing = [name for name in names if name not in known]
        if missing:
            raise LookupError(f"{address.pattern}: enter {missing} in tests/factories/addresses.py")
        return {name: known[name] for name in names}


def names_a_row(address: Address) -> bool:
    """Whether the address leads to one row, which belongs to one bureau."""
    return bool(set(ARGUMENT.findall(address.pattern)) - NEUTRAL)


def world(cast: Cast) -> World:
    """Fill the city, and say where its rows are."""
    line = ready(cast, objects=6)
    draw = exercise(cast, line=line).to(State.DRAWN)
    InspectionObject.objects.filter(bureau=cast.city).update(name=CANARY)
    thing = InspectionObject.objects.filter(bureau=cast.city).order_by("pk")[0]
    officer = Officer.objects.filter(bureau=cast.city).order_by("pk")[0]
    Item.objects.filter(bureau=cast.city).update(name=CANARY)
    recusal = declare_recusal(
        by=cast.clerk, officer=officer.pk, object_id=thing.object_id, reason=CANARY
    )
    leave = Leave.objects.create(
        officer=officer, first=date(2098, 1, 1), last=date(2098, 1, 9), reason=CANARY,
        by=cast.clerk,
    )  # fmt: skip
    expert = make_expert(cast.city, name=CANARY)
    kept_away = declare_expert_recusal(
        by=cast.clerk, expert=expert.pk, object_id=thing.object_id, reason=CANARY
    )
    group = UnitGroup.objects.create(bureau=cast.city, code="G1", name=CANARY)
    Edition.objects.create(
        bureau=cast.city, year=YEAR, opened_by=cast.clerk, opened_at=timezone.now()
    )
    sheet = f"统一社会信用代码,企业名称,地址\n,{CANARY},\n".encode()
    upload = check_sheet(
        by=cast.clerk, kind=Register.OBJECTS, filename=f"{CANARY}.csv", content=sheet
    )
    token, _key = make_key(cast.security_admin, cast.clerk, name=CANARY)
    snapshot = publish_now(cast.clerk, Kind.ITEMS)
    visit = for_cause(cast, Visit.RECORDED)
    asked_away = RecusalRequest.objects.create(
        inspection=visit, officer=visit.members.all()[0].officer, role="lead", reason=CANARY,
        asked_person="王厂长", asked_at=timezone.now(), noted_by=cast.clerk, at=timezone.now(),
    )  # fmt: skip
    photo = Photo.objects.create(
        inspection=visit, digest=keep(picture()), size=1, kind="png", width=60, height=20,
        by=cast.officer, at=timezone.now(),
    )  # fmt: skip
    summary = Summary.objects.create(
        bureau=cast.city, draw=draw, number="S-1", text=CANARY, made_by=cast.clerk,
        made_at=timezone.now(),
    )  # fmt: skip
    order = Order.objects.create(
        bureau=cast.city, inspection=visit, made_by=cast.officer, made_at=timezone.now()
    )
    case = decided_case(cast, visit)
    circular = Circular.objects.create(
        bureau=cast.city, draw=draw, title=CANARY, overview="x", findings="x", demands="x",
        addressees="x", made_by=cast.clerk,
    )  # fmt: skip
    paper = papers(visit.subject)[0]
    for subject in (order.subject, summary.subject, circular.subject):
        Issued.objects.create(
            bureau=cast.city.code, kind="order", year=YEAR, serial=100 + len(subject),
            number=subject, subject=subject, title=CANARY, form="order 2016-01-01", data={},
            pdf=paper.pdf, issued_on=paper.issued_on, issued_at=paper.issued_at, issued_by="x",
        )  # fmt: skip
    order_paper, summary_paper, circular_paper = (
        papers(one.subject)[0] for one in (order, summary, circular)
    )
    table = Issued.objects.create(
        bureau=cast.city.code, kind="result-table", year=YEAR, serial=1, number="T-1",
        subject=subject_of(draw.number), title=CANARY, form="result-table 2016-01-01", data={},
        pdf=paper.pdf, issued_on=paper.issued_on, issued_at=paper.issued_at, issued_by="x",
    )  # fmt: skip
    closed = Redaction.objects.create(
        bureau=cast.city, kind="items", key="x", field="name", secret="state", words=CANARY,
        by=cast.clerk, at=timezone.now(),
    )  # fmt: skip
    complaint = receive_complaint(by=cast.clerk, text=CANARY, received_on=timezone.localdate())
    batch = Batch.objects.create(
        bureau=cast.city, receiver="national-results", number="B-1", rows=1, made_by=cast.clerk,
        made_at=timezone.now(), digest=keep(b"PK"),
    )  # fmt: skip
    dispatch = Dispatch.objects.create(
        bureau=cast.city, receiver=batch.receiver, kind="result", source=visit.subject,
        object=thing, digest=batch.digest, made_at=timezone.now(), facts={"on": "2026-03-12"},
    )  # fmt: skip
    proposal = Proposal.objects.create(
        bureau=cast.city, object=thing, attribute="credit", before="U", after="B", cause="finding",
        article=CANARY, source=visit.subject, since=timezone.localdate(), proposed_by=cast.clerk,
        proposed_at=timezone.now(),
    )  # fmt: skip
    cap = Cap.objects.create(
        bureau=cast.city, scope="total", group="OTHER", grade="A", limit=1, kinds=["key", "random"],
        source=CANARY, valid_from=timezone.localdate(),
    )  # fmt: skip
    scenario = Scenario.objects.create(
        bureau=cast.city, year=YEAR, name=CANARY, by=cast.clerk, at=timezone.now(),
        state="failed", trouble=CANARY,
    )  # fmt: skip
    (cosigner,) = named(cast.city.code, JIWEI)
    named_next = propose_name(by=cast.clerk, key=key_of(NOTARY), holder=CANARY)
    entry = LogEntry.objects.filter(draw=draw).latest("index")
    asked = Substitution.objects.create(draw=draw, position=0, role="lead", asked=entry)
    session = Session.objects.create(
        bureau=cast.city, number="H-1", title=CANARY, held_at=timezone.now(), place=CANARY,
        opened_by=cast.clerk, opened_at=timezone.now(), join="5e" * 32,
    )  # fmt: skip
    item = SessionDraw.objects.create(session=session, draw=draw, position=1)
    keep_secret(name=session.secret, plain=b"0" * 32)
    seat = Seat.objects.create(
        session=session, number=1, name=CANARY, office="纪检", joined_at=timezone.now(), phone="p"
    )
    signed = seat.testimonies.create(
        item=item, act="signed", digest="0" * 64, at=timezone.now(),
        file=keep_file(STROKES.encode()),
    )  # fmt: skip
    objection = seat.objections.create(text=CANARY, at=timezone.now())
    basis = LegalBasis.objects.create(bureau=cast.city, law=CANARY, article="第一条")
    past = PastOrder.objects.create(
        bureau=cast.city, object=thing, number=CANARY, date=date(2020, 1, 1), due=date(2020, 2, 1),
        problem=CANARY,
    )  # fmt: skip
    PastVisit.objects.create(bureau=cast.city, object=thing, date=date(2020, 1, 1), result=CANARY)
    past_paper = Issued.objects.create(
        bureau=cast.city.code, kind="recheck", year=YEAR, serial=900, number="R-1",
        subject=past.subject, title=CANARY, form="recheck 2016-01-01", data={}, pdf=paper.pdf,
        issued_on=paper.issued_on, issued_at=paper.issued_at, issued_by="x",
    )  # fmt: skip
    succession = RegionSuccession.objects.create(
        old="140727", new="140709", name="祁州区", on=date(2098, 1, 1), document="文",
        by=cast.clerk, at=timezone.now(),
    )  # fmt: skip
    merger = Merger.objects.create(
        bureau=cast.county, successor=cast.city, on=date(2098, 1, 1), document=CANARY,
        proposed_by=cast.system_admin, proposed_at=timezone.now(),
    )  # fmt: skip
    delegation = Delegation.objects.create(
        giver=cast.director, taker=cast.deputy, role=Role.DIRECTOR.value, since=date(2098, 1, 1),
        until=date(2098, 1, 2), document=CANARY, given_at=timezone.now(),
    )  # fmt: skip
    cycle = Cycle.objects.create(
        bureau=cast.city, item_code=line.item.code, name=CANARY[:32], starts=date(2098, 1, 1),
        ends=date(2098, 12, 31),
    )  # fmt: skip
    organ = Membership.objects.create(
        bureau=cast.city, organ=Organ.OFFICE.value, name=CANARY, since=date(2026, 1, 1)
    )
    public = {"number": draw.number, "object_id": thing.object_id, "year": YEAR, "index": 0}
    return World(
        {
            "/": public,
            "/draws/": {"kind": "csv"},
            "/items/": {"code": line.item.code},
            "/accounts/person/": {"username": cast.officer.username},
            "/accounts/tokens/": {"pk": token.pk},
            "/accounts/delegations/": {"pk": delegation.pk},
            "/api/registers/objects/": {"object_id": thing.object_id},
            "/api/registers/officers/": {"certificate": officer.certificate},
            "/api/registers/experts/": {"code": expert.code},
            "/api/registers/items/": {"code": line.item.code, "version": line.item.version},
            "/api/registers/imports/": {"pk": upload.pk},
            "/accounts/bureaus/": {"code": cast.city.code},
            "/cosigning/": {"pk": cosigner.pk},
            "/cosigning/proposals/": {"pk": named_next.pk},
            "/registers/": {"kind": "objects"},
            "/registers/objects/": {"pk": thing.pk},
            "/registers/officers/": {"pk": officer.pk},
            "/registers/recusals/": {"pk": recusal.pk},
            "/registers/leaves/": {"pk": leave.pk},
            "/registers/experts/": {"pk": expert.pk},
            "/registers/experts/recusals/": {"pk": kept_away.pk},
            "/registers/groups/": {"pk": group.pk},
            "/desk/handover/": {"officer": officer.pk, "member": visit.members.all()[0].pk},
            "/registers/items/": {"pk": line.item.pk},
            "/registers/bases/": {"pk": basis.pk},
            "/registers/imports/": {"pk": upload.pk},
            "/registers/regions/": {"pk": succession.pk},
            "/desk/mergers/": {"pk": merger.pk},
            "/followup/orders/before/": {"pk": past.pk},
            "/followup/orders/before/<int:pk>/papers/": {"paper": past_paper.pk, "suffix": "pdf"},
            "/planning/lines/": {"pk": line.pk},
            "/planning/caps/": {"pk": cap.pk},
            "/planning/cycles/": {"pk": cycle.pk},
            "/planning/organs/": {"pk": organ.pk},
            "/planning/scenarios/": {"pk": scenario.pk},
            "/draw/prepare/": {"line": line.pk},
            "/inspection/": {
                "pk": visit.pk,
                "act": "submit",
                "digest": photo.digest,
                "number": draw.number,
                "round_number": 1,
                "position": 0,
            },
            "/inspection/recusals/": {"pk": asked_away.pk},
            "/inspection/<int:pk>/papers/": {"paper": paper.pk, "suffix": "pdf"},
            "/inspection/summaries/": {
                "pk": summary.pk,
                "paper": summary_paper.pk,
                "suffix": "pdf",
            },
            "/followup/circulars/<str:number>/papers/": {"paper": circular_paper.pk},
            "/followup/orders/<int:pk>/papers/": {"paper": order_paper.pk},
            "/credit/dispatches/": {"pk": dispatch.pk},
            "/credit/batches/": {"pk": batch.pk},
            "/credit/grades/": {"pk": proposal.pk},
            "/followup/": {
                "pk": order.pk,
                "inspection": visit.pk,
                "act": "issue",
                "number": draw.number,
                "suffix": "pdf",
            },
            "/followup/cases/": {"pk": case.pk, "act": "close"},
            "/oversight/tasks/": {"number": draw.number},
            "/oversight/complaints/": {"pk": complaint.pk, "act": "close"},
            "/draw/": {
                "round_number": 1,
                "seat": 1,
                "position": 0,
                "kind": "csv",
                "asked": asked.pk,
                "share": 1,
            },
            "/draw/sessions/": {
                "number": session.number,
                "draw": draw.number,
                "seat": seat.number,
                "testimony": signed.pk,
                "objection": objection.pk,
            },
            "/draw/hall/": {
                "code": "0" * 32,
                "number": session.number,
                "seat": seat.number,
                "draw": draw.number,
            },
            "/publication/": {"kind": "objects"},
            "/publication/<slug:kind>/<int:year>/": {"kind": "plan"},
            "/publication/proposals/": {"pk": snapshot.proposal.pk, "act": "approve"},
            "/publication/fields/": {"pk": closed.pk},
            "/publication/papers/": {
                "number": draw.number,
                "paper": table.pk,
                "suffix": "pdf",
            },
            "/publication/versions/": {"pk": snapshot.pk},
        }
    )
