"""抽签记录: a draw as the data of its paper form. Always Chinese: it goes into the file."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import override
from fairdraw.randomness import Source as Announced

from yaohao.ground.documents.draw_record import (
    DrawRecord,
    Log,
    Person,
    Plan,
    Pool,
    Reason,
    Source,
    Stratum,
    Team,
    Time,
    Witness,
)
from yaohao.ground.ledger.queries import head_at
from yaohao.stages.draw.assignments import assignments
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.log import entries, entry
from yaohao.stages.draw.queries.public import PublicDraw, public_draw
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import State
from yaohao.stages.draw.texts import ENTRIES, role_words, source_words
from yaohao.stages.planning.texts import share_words, stratum_word

BY_DICE = "随机数最后取自当众掷出的骰子，任何人事先无从得知；抽签结果不由主办单位左右。"
BY_OPERATOR = "随机数全部来自主办单位和见证人，本次抽签的可信程度取决于主办单位。"


def minutes_of(draw: Draw, *, address: str) -> DrawRecord:
    """The data of the paper form of a draw that has been drawn; teams only after the reveal.

    `address` is that of the site, where the bureau set no public one.
    """
    with override("zh-hans"):
        return _record(draw, settings.YAOHAO_ADDRESS or address)


def _record(draw: Draw, address: str) -> DrawRecord:
    told, line = public_draw(draw.number), draw.line
    last = draw.entries.order_by("-index")[0]
    head = head_at(last.index + 1)
    revealed = entries(draw, "reveal")
    return DrawRecord(
        number=draw.number,
        attempt=draw.attempt,
        title=told.title,
        bureau=told.bureau,
        type="directed" if told.directed else "undirected",
        filter=told.filter,
        plan=Plan(
            line=f"{line.label} {line.title}",
            item=f"{line.item.code} {line.item.name}",
            cycle=told.cycle,
            region=f"{line.bureau.region} {line.bureau.short_name}",
            start=line.window_start.isoformat(),
            end=line.window_end.isoformat(),
        ),
        strata=_strata(draw, told),
        reasons=[Reason(code=c, text=t, count=n) for c, t, n in told.reasons if n],
        pool=Pool(rows=told.rows or 0, root=told.pool_root),
        announcement=draw.entries.get(kind="announce").digest,
        commitment=draw.commitment,
        sources=list(_sources(draw, told)),
        randomness=entry(draw, "seal").get("randomness"),
        sealed_root=told.sealed_root,
        key=revealed[0].get("key") if revealed else "",
        verifier=told.verifier,
        assurance=BY_DICE if "dice" in told.sources[-1] else BY_OPERATOR,
        exercise=told.exercise,
        roles=[role_words(role) for role in line.roles],
        teams=_teams(draw),
        times=_times(draw),
        log=Log(name=settings.YAOHAO_ORIGIN, size=head.size, root=head.root),
        witnesses=[Witness(seat=w.seat, name=w.name, office=w.office) for w in told.witnesses],
        operators=[Person(name=name, office=told.bureau) for name in told.by],
        portal_url=_portal(address, draw.number),
    )


def _strata(draw: Draw, told: PublicDraw) -> list[Stratum]:
    shares = {share.code: share for share in draw.line.shares}
    return [
        Stratum(
            code=stratum.code,
            name=stratum_word(draw.line.stratify_by, stratum.code),
            base=stratum.base or 0,
            share=share_words(shares[stratum.code]),
            k=stratum.quota or 0,
        )
        for stratum in told.strata
    ]


def _sources(draw: Draw, told: PublicDraw) -> Iterable[Source]:
    for text in told.sources:
        kind = Announced.parse(text).kind
        if kind == "witnesses":
            values = [f"{w.seat}：{w.number or '未公开，以承诺代替'}" for w in told.witnesses]
            yield Source(name=source_words(text), value="；".join(values), note="先承诺、后公开")
        elif kind == "dice":
            thrown = entry(draw, "dice")
            typists = "、".join(thrown.all("typed"))
            note = f"{typists}各自录入，两次一致"
            yield Source(name=source_words(text), value=thrown.get("throws"), note=note)
        else:
            yield Source(name=source_words(text), value=entry(draw, "server").get("value"), note="")


def _teams(draw: Draw) -> list[Team] | None:
    if draw.state != State.REVEALED.value:
        return None
    return [
        Team(
            id=visit.object_id,
            name=visit.name,
            stratum=visit.stratum,
            officers=[member.name for member in visit.team],
        )
        for visit in assignments(draw, dict(enumerate(sealed_visits(draw))))
    ]


def _times(draw: Draw) -> list[Time]:
    rows = draw.entries.exclude(kind="open").order_by("index")
    return [
        Time(
            act=str(ENTRIES[row.kind]),
            time=timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M:%S（北京时间）"),
        )
        for row in rows
    ]


def _portal(address: str, number: str) -> str:
    try:
        path = reverse("portal:draw", args=[number])
    except NoReverseMatch:  # an installation without the portal
        path = f"/draws/{number}/"
    return address.rstrip("/") + path
