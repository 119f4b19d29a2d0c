"""摇号会记录: a whole session as the data of one paper. Always Chinese: it goes into the file."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import override
from fairdraw.messages import level_text

from yaohao.ground.theme.rules import groups
from yaohao.stages.draw.hall_texts import DEEDS
from yaohao.stages.draw.models import Contribution, Session, SessionDraw, Testimony
from yaohao.stages.draw.queries.hall import agenda, objections, seal_of
from yaohao.stages.draw.queries.public import public_draw
from yaohao.stages.draw.queries.seats import SeatRow, seat_rows
from yaohao.stages.draw.rules import State, Witnessed, spoken
from yaohao.stages.draw.witnessing import answer_words, signature_png

Row = dict[str, Any]


def session_minutes(session: Session) -> dict[str, Any]:
    """The data of the form: draws, witnesses, what they did, objections, signatures."""
    items = agenda(session)
    rows = seat_rows(session, items)
    with override("zh-hans"):
        return {
            "number": session.number,
            "issuer": {"name": session.bureau.name},
            "title": session.title,
            "held_at": _moment(session.held_at),
            "place": session.place,
            "opened_by": session.opened_by.full_name,
            "closed_at": _moment(session.closed_at) if session.closed_at else "",
            "draws": [_draw(item) for item in items],
            "witnesses": [_witness(row) for row in rows],
            "deeds": list(_deeds(session)),
            "objections": list(_objections(session)),
            "signatures": list(_signatures(session, rows)),
        }


def pictures_of(session: Session) -> dict[str, bytes]:
    """The signatures of a session as pictures, by the digest of their strokes."""
    signed = Testimony.objects.filter(seat__session=session).exclude(file="")
    return {each.file: signature_png(each) for each in signed}


def _draw(item: SessionDraw) -> Row:
    draw = item.draw
    told = None if draw.state == State.PREPARED.value else public_draw(draw.number)
    root, seal = told.pool_root if told else "", seal_of(draw, item.round)
    several = f"（第{item.round}轮）" if len(draw.plan) > 1 else ""
    return {
        "position": item.position,
        "number": draw.number,
        "title": draw.line.title + several,
        "state": draw.get_state_display(),
        "rows": told.rows if told and told.rows is not None else "—",
        "root": _spaced(root) or "尚未冻结",
        "root_words": "、".join(spoken(root)) if root else "",
        "seal": _spaced(seal) or "尚未抽签",
        "seal_words": "、".join(spoken(seal)) if seal else "",
        "level": level_text(told.level, "zh") if told else "",
    }


def _witness(row: SeatRow) -> Row:
    seat = row.seat
    remark = f"{_minute(seat.joined_at)} 入席"
    if seat.withdrawn_at:
        remark += f"；{_minute(seat.withdrawn_at)} 撤席：{seat.withdrawn_cause}"
    return {"seat": seat.number, "name": seat.name, "office": seat.office, "remark": remark}


def _deeds(session: Session) -> Iterator[Row]:
    """What every witness did, in the order of time: the comparisons before the last one too."""
    found: list[tuple[Any, Row]] = []
    done = Testimony.objects.filter(seat__session=session).select_related("seat", "item__draw")
    for each in done:
        words = str(DEEDS[Witnessed(each.act)])
        found.append((each.at, _deed(each.seat, each.item.draw, words, each.digest, each.at)))
    brought = Contribution.objects.filter(witness__session=session)
    for one in brought.select_related("witness", "draw", "entry", "opened"):
        at = one.entry.at
        told = f"交出承诺（第{one.seat}号数）"
        found.append((at, _deed(one.witness, one.draw, told, one.commitment, at)))
        if one.opened:
            opened = f"公开所承诺的数：{one.number}"
            found.append((one.opened.at, _deed(one.witness, one.draw, opened, "", one.opened.at)))
    yield from (row for _at, row in sorted(found, key=lambda pair: pair[0]))


def _deed(seat: Any, draw: Any, words: str, digest: str, at: Any) -> Row:
    return {
        "seat": seat.number, "name": seat.name, "draw": draw.number, "words": words,
        "digest": _spaced(digest), "at": f"{timezone.localtime(at):%m-%d %H:%M:%S}",
    }  # fmt: skip


def _objections(session: Session) -> Iterator[Row]:
    for each in objections(session):
        yield {
            "seat": each.seat.number,
            "name": each.seat.name,
            "at": _minute(each.at),
            "on": f"对 {each.item.draw.number}" if each.item else "对会议",
            "text": each.text,
            "answer": answer_words(each),
        }


def _signatures(session: Session, rows: Sequence[SeatRow]) -> Iterator[Row]:
    """Each signature once; who signed none signs by hand, and so do those who held the session."""
    for row in rows:
        role = f"见证人（席次{row.seat.number}）"
        for signed in row.signatures:
            yield _signature(role, row.seat.name, signed.file, _minute(signed.at))
        if not row.signatures and row.seat.withdrawn_at is None:
            yield _signature(role, row.seat.name, "", "")
    yield _signature("主持", session.opened_by.full_name, "", "")


def _signature(role: str, name: str, picture: str, at: str) -> Row:
    return {"role": role, "name": name, "picture": picture, "refused": "", "at": at}


def _spaced(digest: str) -> str:
    """A digest that a narrow cell can break."""
    return " ".join(groups(digest, 8))


def _moment(at: Any) -> str:
    return timezone.localtime(at).isoformat()


def _minute(at: Any) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
