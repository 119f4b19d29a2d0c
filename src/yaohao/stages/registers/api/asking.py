"""What a list can be asked for: the filters of its page, under the same names, and the page."""

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from yaohao.stages.registers.models import ImportState
from yaohao.stages.registers.rules import kinds

MOST = 1000
CHARACTERS = r"[0-9A-Za-z\u3400-\u9fff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"

Sought = Annotated[str, Field(max_length=100, pattern=CHARACTERS)]
Region = Annotated[str, Field(pattern=r"^[0-9]{6}$")]
Word = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\u0000-\u001f]*$")]
Digits = Annotated[str, Field(pattern=r"^[0-9]{1,9}$")]
Identity = Annotated[str, Field(pattern=r"^[0-9A-Z]{1,23}$")]
Certificate = Annotated[str, Field(max_length=64, pattern=r"^[^\u0000-\u001f/]+$")]
ExpertCode = Annotated[str, Field(pattern=r"^[0-9A-Z\u4e00-\u9fff-]{1,32}$")]
GroupCode = Annotated[str, Field(pattern=r"^[0-9A-Z]{1,8}$")]
ItemCode = Annotated[str, Field(pattern=r"^[0-9A-Z.-]{1,32}$")]
Id = Annotated[int, Field(ge=0, le=2**31 - 1)]

AFTER = "The key of the last row of the page before; `next` of that page has it already"
SEEK = "What is sought: two characters of the name, pinyin initials, or the beginning of a code"


def absent(*, title: str, description: str) -> Any:
    """A parameter that may be left out; a value that is sent has to fit."""
    return Field(None, title=title, description=description)


class Paged(Schema):
    """How many rows."""

    limit: int = Field(100, ge=1, le=MOST, title="行数", description="Rows of a page")


class ObjectQuery(Paged):
    """Filters of the register of objects."""

    q: Sought = absent(title="名称、首字母或代码", description=SEEK)
    region: Region = absent(title="县区", description="A county of the bureau, GB/T 2260")
    field: kinds.Field = absent(title="行业领域", description="Industry field")
    group: GroupCode = absent(title="单位类别", description="A unit group of the bureau")
    focus: Literal["yes", "no"] = absent(title="重点企业", description="Focus or not")
    level: Literal["own", "P", "C", "X", "T"] = absent(
        title="监管层级", description="`own`: the bureau itself; a level above or below it"
    )
    risk: kinds.Risk = absent(title="风险等级", description="Risk grade")
    credit: kinds.Credit = absent(title="信用等级", description="Credit grade")
    listed: Literal["any", "0", "1", "2", "3"] = absent(
        title="黑名单", description="`any`: on the blacklist; else the grade, 0 for none"
    )
    state: Literal["live", "CLOSED", "MOVED", "MERGED", "REVOKED"] = absent(
        title="状态", description="`live`: in the register; else why it ended"
    )
    after: Identity = absent(title="起始对象标识", description=AFTER)


class OfficerQuery(Paged):
    """Filters of the register of officers."""

    q: Sought = absent(title="姓名、首字母或证号", description=SEEK)
    section: Digits = absent(title="科室", description="Key of a section of the bureau")
    region: Region = absent(title="县区", description="A county of the bureau, GB/T 2260")
    trade: Word = absent(title="专业", description="A trade that some officer has")
    standing: Literal["valid", "soon", "ending", "expired", "not-yet", "leave", "left"] = absent(
        title="证件", description="How the certificate stands today; `left`: out of service"
    )
    after: Certificate = absent(title="起始证号", description=AFTER)


class ExpertQuery(Paged):
    """Filters of the library of experts."""

    q: Sought = absent(title="姓名、首字母或专业", description=SEEK)
    trade: Word = absent(title="专业", description="A trade that some expert has")
    region: Region = absent(title="县区", description="A county of the bureau, GB/T 2260")
    standing: Literal["valid", "ended", "not-yet", "left"] = absent(
        title="聘任", description="How the appointment stands today"
    )
    after: ExpertCode = absent(title="起始专家编号", description=AFTER)


class ItemQuery(Paged):
    """Filters of the list of items; without `versions` the latest of each."""

    q: Sought = absent(title="事项、依据或内容", description=SEEK)
    method: kinds.Method = absent(title="检查方式", description="How the item is inspected")
    frequency: Word = absent(title="抽查频次", description="A frequency that some item has")
    ratio: Digits = absent(title="抽查比例", description="In 1/10,000, as some item has it")
    mandatory: Literal["yes", "no"] = absent(title="必查", description="Mandatory or not")
    basis: Literal["any", "ended", "amended", "ending", "not-yet", "unnamed"] = absent(
        title="依据状态", description="What is to be seen to at the legal basis"
    )
    versions: Literal["force", "all"] = absent(
        title="版本", description="Those in force today, or all"
    )
    after: Annotated[str, Field(pattern=r"^[0-9A-Z.-]{1,32}:[0-9]{1,6}$")] = absent(
        title="起始事项编码与版本", description=AFTER
    )


class BasisQuery(Paged):
    """The page of legal bases."""

    after: Id = Field(0, title="起始编号", description=AFTER)


class RunQuery(Paged):
    """Which imports; the newest first."""

    kind: kinds.Kind = absent(title="名录", description="Which register")
    state: ImportState = absent(title="状态", description="Where the import stands")
    before: Id = absent(title="截止编号", description="The last id of the page before")


class RowQuery(Paged):
    """Which rows of a checked sheet."""

    verdict: Literal["new", "changed", "ended", "remarked"] = absent(
        title="判定", description="What the row does; `remarked`: rows with a remark"
    )
    after: Id = Field(0, title="已读条数", description="How many have been read already")


class MistakeQuery(Paged):
    """Which wrong cells of a checked sheet."""

    after: Id = Field(0, title="已读条数", description="How many have been read already")
