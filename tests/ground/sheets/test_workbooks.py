"""Workbooks of the old format, with macros, or that make the native reader fail."""

import base64
import io
import zlib
from datetime import date, datetime, time
from typing import Any, NoReturn

import pytest

from tests.ground.sheets.workbench import GOOD, HEADER, OTHER, read, rezipped, text, workbook
from yaohao.ground.sheets import (
    SheetRefusedError,
    TooManyRowsError,
    workbooks,
    write_errors,
    write_xlsx,
    writing,
)

# A workbook in the format of Excel 97 with a title row: base 85 of its compressed bytes.
OLD_WORKBOOK = (
    r"c-rk)T}TvB6h3!m*4?$;b=OpI0}~-LQ`p(HRv&aLEa|~f(<q}T%_T%pTavP1Gk@L+f+8yF!7!p1tCxQ4hkENFGD-"
    r"*n$xVcymx6*G)al$aGn<-$3nf_d4fo7F=brP;xpVKGJ2S6FJmUj*yfK)EG7w=#wL{V@8^dBZ6gObIs`9FFwqa3CE"
    r"GyV;IFLyec<6j#<zvXlI|c&WmY$&m_<&_Ebb!*{7S3KmY@r+)7|)>;C4(zyaX}_!l}hp;$(1B;k>?|lo5*s8WGVW"
    r"Nvpp~pQu2%SS-e}wp*9zA-g^}Djw~{y!*f21Po8C(uLU+onj2b|SwoiOfI+|ktq8Y;BV12`>yQjkk0`9HEG#b{hc"
    r"q1QLHMR-1AH}B_0w$AzO;4*X#YOfZvBnjhJ!fYeol}8x<Nfai=-bM&?oU0fjR4T)=t4yaH7VG1dLUA6>g4KKX=)H"
    r"y^n%Y*5$2=RpoU~DC`)ver!EmGZ|ie2sww9jxbtYUTnUw{ltx^2+ZHvbXYx_3Q!`;MZRFMEXx63z_+nDSiyi@i=u"
    r"bEl2JRkuctQd<PXZSza&`XE80+pqyZRK(08maneQp|406wT203YMI#4!23e`QdLfv>1rfz<DUD;S2+E12l+IO_wX"
    r"$`*_pu#C0fx#|nq5FYL10bIw)|2cZ)>TyZl1xJ%Jm*%Y>y>T2<kLs3xp<ub;Z11mta={S`#;s(&+4BDt;70IMeKO"
    r"m(A&@e<lt`Egz^07g#uQ<E??q!5Hik8f0B)n%>3o4W)s|c?y9~8r@%B{#|RI}C*Y#Kd-Ox17`8wRqZlqV&A6kQCZ"
    r"Hz9HIbMMO+wA0XCo}YED&>&?yrp%AIQhlI{{_RDChU1P1Jojr%mS+7vL0$)2?%h#L4>|6}ZOPyyr(Ht&L~9BJRnV"
    r"9jHy}eb#0`nUD&1d7`*G{6sRCFk!-k2@@tv{BPiINCLf=Y46Dv{r%gj|JRwuGGqQG`Dd{M+VMDoAC+674bKtiN@)"
    r"IMfQ1=cY>_d>|3Z#kc=ZUhKqKYRlJNY+FAO%jKZ_1@|G6cU==En3$@4E?{|9X$0R{"
)


def test_the_old_format_is_read() -> None:
    table = read(io.BytesIO(zlib.decompress(base64.b85decode(OLD_WORKBOOK))))
    assert [row.line for row in table.rows] == [3, 4]
    assert table.rows[0]["since"] == date(2026, 11, 18)
    assert table.rows[1].values == {
        "name": "乙化工厂",
        "code": "91140727112974045T",
        "since": date(2026, 1, 2),
        "staff": 3,
        "risk": "blue",
    }


def test_a_truncated_old_workbook_is_refused() -> None:
    content = zlib.decompress(base64.b85decode(OLD_WORKBOOK))
    with pytest.raises(SheetRefusedError, match="cannot be read"):
        read(io.BytesIO(content[:1500]))


def test_macros_are_noted_and_not_run() -> None:
    stream = rezipped(workbook(HEADER, GOOD, OTHER), more={"xl/vbaProject.bin": b"macro"})
    assert "The workbook holds macros. They were not run." in read(stream).notes


class PanicException(BaseException):
    """What the native reader throws when it meets its own fault."""


def test_a_panic_of_the_native_reader_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def panic(*_args: object) -> NoReturn:
        raise PanicException

    monkeypatch.setattr(workbooks, "_grid", panic)
    with pytest.raises(SheetRefusedError, match="cannot be read"):
        read(workbook(HEADER, GOOD))


def test_an_interrupt_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(workbooks, "_grid", interrupt)
    with pytest.raises(KeyboardInterrupt):
        read(workbook(HEADER, GOOD))


def test_wrong_rows_keep_cells_of_every_kind() -> None:
    cells: list[Any] = ["", "X1", datetime(2026, 11, 18), True, time(8, 30)]
    table = read(workbook([*HEADER, "日期"], [*cells, date(2026, 11, 18)]))
    stream = io.BytesIO()
    assert write_errors(stream, table) == 1
    again = read(stream)
    assert again.cell(2, 2) == date(2026, 11, 18)
    assert again.cell(2, 3) is True
    assert again.cell(2, 4) == "08:30:00"
    assert again.cell(2, 5) == date(2026, 11, 18)


def test_more_rows_than_a_worksheet_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 2)
    rows: list[dict[str, Any]] = [{}] * 3
    with pytest.raises(TooManyRowsError, match="2 rows at most"):
        write_xlsx(io.BytesIO(), (), rows, title="", filter_sentence="", at=datetime(2026, 11, 18))


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_text_that_belies_its_mark(mark: bytes) -> None:
    with pytest.raises(SheetRefusedError, match="encoding"):
        read(io.BytesIO(mark + b"\xff\xff\xdb"))


def test_a_title_row_in_csv_does_not_decide_on_the_delimiter() -> None:
    table = read(text("晋中市,企业;名单\n企业名称\t统一社会信用代码\n甲,乙\tX1\n"))
    assert table.rows[0]["name"] == "甲,乙"
