"""抽签记录: a draw as the data of its paper form. Always Chinese: it goes into the file."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import override
from fairdraw.announcement import Stratum as Share
from fairdraw.seal import Visit

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
)
from yaohao.ground.ledger.queries import head_at
from yaohao.stages.draw.announcing import region_of
from yaohao.stages.draw.assignments import assignments
from yaohao.stages.draw.models import TYPED, Draw, Where
from yaohao.stages.draw.queries.log import entries, entry
from yaohao.stages.draw.queries.public import PublicDraw, PublicRound, public_draw
from yaohao.stages.draw.queries.rounds import told_rounds
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import kind_of
from yaohao.stages.draw.texts import ENTRIES, source_words
from yaohao.stages.draw.witnessing import objections_to, witnesses_of
from yaohao.stages.planning.teams import place_words
from yaohao.stages.planning.texts import share_words, stratum_word

BY_DICE = "随机数最后取自当众掷出的骰子，任何人事先无从得知；抽签结果不由主办单位左右。"
BY_LOTTERY = "随机数最后取自公开开奖的彩票号码，任何人事先无从得知；抽签结果不由主办单位左右。"
BY_DRAND = (
    "随机数最后取自公共随机信标，任何人事先无从得知，可凭签名验证；抽签结果不由主办单位左右。"
)
BY_OPERATOR = "随机数全部来自主办单位和见证人，本次抽签的可信程度取决于主办单位。"
ASSURANCE = {"dice": BY_DICE, "lottery": BY_LOTTERY, "drand": BY_DRAND}


def minutes_of(draw: Draw, *, address: str, number: int = 1) -> DrawRecord:
    """The data of the paper form of a sealed round; teams once they may be known.

    `address` is that of the site, where the bureau set no public one. Every round has its paper:
    it is signed when that round was drawn.
    """
    with override("zh-hans"):
        return _record(draw, address, number)


def _record(draw: Draw, address: str, number: int) -> DrawRecord:
    told, line = public_draw(draw.number), draw.line
    last = draw.entries.order_by("-index")[0]
    head = head_at(last.index + 1)
    revealed = entries(draw, "reveal")
    here = told.rounds[number - 1]
    name = f"（第{number}轮，共{len(told.rounds)}轮）" if told.several else ""
    return DrawRecord(
        number=draw.number,
        attempt=draw.attempt,
        title=told.title + name,
        bureau=told.bureau,
        type="directed" if told.directed else "undirected",
        filter=told.filter,
        plan=Plan(
            line=f"{line.label} {line.title}",
            item=f"{line.item.code} {line.item.name}",
            cycle=told.cycle,
            region=f"{region_of(draw)} {line.bureau.short_name}",
            start=here.window[0].isoformat(),
            end=here.window[1].isoformat(),
        ),
        strata=_strata(draw, told),
        reasons=[Reason(code=c, text=t, count=n) for c, t, n in told.reasons if n],
        past=told.past,
        pool=Pool(rows=told.rows or 0, root=told.pool_root),
        announcement=draw.entries.get(kind="announce").digest,
        commitment=draw.commitment,
        sources=list(_sources(draw, told, here)),
        randomness=entry(draw, "seal", number).get("randomness"),
        sealed_root=here.sealed_root,
        key=revealed[0].get("key") if revealed else "",
        verifier=told.verifier,
        assurance=_assurance(here),
        exercise=told.exercise,
        roles=list(place_words(line).values()),
        teams=_teams(draw, number),
        times=_times(draw),
        log=Log(name=settings.YAOHAO_ORIGIN, size=head.size, root=head.root),
        witnesses=list(witnesses_of(draw, told, number)),
        objections=list(objections_to(draw, number)),
        operators=[Person(name=name, office=told.bureau) for name in told.by],
        portal_url=portal_address(address, draw.number),
    )


def _strata(draw: Draw, told: PublicDraw) -> list[Stratum]:
    return [
        Stratum(
            code=stratum.code,
            name=stratum_word(draw.line.stratify_by, stratum.code),
            base=stratum.base or 0,
            share=share_words(Share(stratum.code, stratum.rule, stratum.value)),
            k=stratum.quota or 0,
        )
        for stratum in told.strata
    ]


def _assurance(here: PublicRound) -> str:
    return ASSURANCE.get(kind_of(here.sources[-1]), BY_OPERATOR)


def _sources(draw: Draw, told: PublicDraw, here: PublicRound) -> Iterable[Source]:
    values = dict(here.values)
    for text in here.sources:
        kind, name = kind_of(text), source_words(text)
        if kind == "witnesses":
            seats = [w for w in told.witnesses if w.round == here.number]
            numbers = [f"{w.seat}：{w.number or '未公开，以承诺代替'}" for w in seats]
            yield Source(name=name, value="；".join(numbers), note="先承诺、后公开")
            continue
        note = "由签名验证，任何人无法另造" if kind == "drand" else ""
        if kind in TYPED:
            people = "、".join(entry(draw, kind, here.number).all("typed"))
            note = f"{people}各自录入，两次一致"
        yield Source(name=name, value=values[kind], note=note)


def _teams(draw: Draw, number: int) -> list[Team] | None:
    if number not in told_rounds(draw):
        return None
    return [
        Team(
            id=visit.object_id,
            name=visit.name,
            stratum=visit.stratum,
            officers=[member.name for member in visit.team],
        )
        for visit in assignments(draw, _numbered(draw, number))
    ]


def _numbered(draw: Draw, number: int) -> dict[Where, Visit]:
    sealed = sealed_visits(draw, number)
    return {(number, position): visit for position, visit in enumerate(sealed)}


def _times(draw: Draw) -> list[Time]:
    rows = draw.entries.exclude(kind="open").order_by("index")
    return [
        Time(
            act=str(ENTRIES[row.kind]),
            time=timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M:%S（北京时间）"),
        )
        for row in rows
    ]


def portal_address(address: str, number: str) -> str:
    """Where the public finds a draw; `address` is that of the site where no public one is set."""
    address = settings.YAOHAO_ADDRESS or address
    try:
        path = reverse("portal:draw", args=[number])
    except NoReverseMatch:  # an installation without the portal
        path = f"/draws/{number}/"
    return address.rstrip("/") + path
