"""The witnesses of one draw for its paper: who sat there, what they compared, signed, objected to.

Always Chinese: it goes into the file.
"""

import io
from collections.abc import Iterator

from django.utils import timezone
from PIL import Image, ImageDraw

from yaohao.ground.documents.draw_record import Objection as PaperObjection
from yaohao.ground.documents.draw_record import Witness
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import Draw, Objection, SessionDraw, Testimony
from yaohao.stages.draw.queries.public import PublicDraw
from yaohao.stages.draw.queries.seats import Cell, seat_rows
from yaohao.stages.draw.rules import Strokes, read_strokes, spoken, strokes_svg
from yaohao.stages.draw.rules.strokes import HEIGHT, WIDTH

PEN = 4  # pixels


def witnesses_of(draw: Draw, told: PublicDraw, number: int) -> Iterator[Witness]:
    """Those who sat in the sessions of a round, then those whose number the bureau took."""
    items = SessionDraw.objects.filter(draw=draw, round=number).select_related("session", "draw")
    seated: set[int] = set()
    for item in items.order_by("session__pk"):
        for row in seat_rows(item.session, [item]):
            cell, seat = row.cell(item), row.seat
            if cell.number:
                seated.add(cell.number.seat)
            yield Witness(
                seat=seat.number,
                name=seat.name,
                office=seat.office,
                compared=_remark(cell, seat.withdrawn_cause),
                signature=signature_svg(cell.signed) if cell.signed else "",
                signed=_day(cell.signed) if cell.signed else "",
            )
    for each in told.witnesses:
        if each.round == number and each.seat not in seated:
            yield Witness(
                seat=each.seat, name=each.name, office=each.office, compared="", signature="",
                signed="",
            )  # fmt: skip


def signed_by(draw: Draw, number: int) -> tuple[list[dict[str, str]], dict[str, bytes]]:
    """The rows of the signatures under a round of a draw, and their pictures by digest."""
    rows, pictures = [], {}
    items = SessionDraw.objects.filter(draw=draw, round=number).select_related("session", "draw")
    for item in items.order_by("session__pk"):
        for row in seat_rows(item.session, [item]):
            signed = row.cell(item).signed
            if signed:
                pictures[signed.file] = signature_png(signed)
            rows.append({
                "role": f"见证人（席次{row.seat.number}）", "name": row.seat.name, "refused": "",
                "picture": signed.file if signed else "", "at": _day(signed) if signed else "",
            })  # fmt: skip
    return rows, pictures


def objections_to(draw: Draw, number: int) -> Iterator[PaperObjection]:
    """Objections to a round of a draw, with what the bureau answered."""
    rows = Objection.objects.filter(item__draw=draw, item__round=number)
    for each in rows.select_related("seat", "answer").order_by("pk"):
        yield PaperObjection(
            seat=each.seat.number, name=each.seat.name, text=each.text, answer=answer_words(each)
        )


def answer_words(objection: Objection) -> str:
    """The answer, or that there is none yet."""
    answer = getattr(objection, "answer", None)
    return answer.text if answer else "尚未答复"


def compared_words(testimony: Testimony) -> str:
    """What a comparison gave, with the fingerprint that was before the witness."""
    found = "一致" if testimony.act == "equal" else "不一致"
    return f"{found}（{testimony.digest[:8]}，{'、'.join(spoken(testimony.digest))}）"


def signature_svg(signed: Testimony) -> str:
    """The picture of a signature, for any size."""
    return strokes_svg(_strokes(signed))


def signature_png(signed: Testimony) -> bytes:
    """The picture of a signature, for papers that take no drawing."""
    sheet = Image.new("L", (WIDTH, HEIGHT), 255)
    pen = ImageDraw.Draw(sheet)
    for stroke in _strokes(signed):
        points = [*stroke, stroke[0]] if len(stroke) == 1 else list(stroke)
        pen.line(points, fill=0, width=PEN, joint="curve")
    stream = io.BytesIO()
    sheet.save(stream, "PNG")
    return stream.getvalue()


def _strokes(signed: Testimony) -> Strokes:
    return read_strokes(read_file(signed.file).decode())


def _remark(cell: Cell, withdrawn: str) -> str:
    compared = compared_words(cell.compared) if cell.compared else ""
    parts = [f"核对名录：{compared}" if compared else "未核对名录"]
    if withdrawn:
        parts.append(f"已撤席：{withdrawn}")
    return "；".join(parts)


def _day(signed: Testimony) -> str:
    return f"{timezone.localtime(signed.at):%Y-%m-%d}"
