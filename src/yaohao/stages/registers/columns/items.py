"""Columns of the item list (article 6 names them: basis, body, content, standard, ratio …)."""

from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Code, Date, Ratio, Text, YesNo
from yaohao.ground.sheets.columns import Column
from yaohao.stages.registers.columns.cells import QUESTIONS, closed_list
from yaohao.stages.registers.rules.kinds import Method

LONG = Text(longest=4000)

ITEM_COLUMNS = (
    Column(
        "code",
        _("Item code"),
        Code(pattern=r"[0-9A-Z.-]{1,32}", hint=_("0–9, A–Z, hyphen and dot, at most 32")),
        ("事项编码", "事项编号", "事项代码"),
        required=True,
    ),
    Column("name", _("Item"), Text(longest=200), ("事项名称", "抽查事项"), required=True),
    Column("basis", _("Legal basis"), LONG, ("抽查依据", "检查依据", "法律依据"), required=True),
    Column("body", _("Inspecting body"), Text(longest=100), ("抽查主体", "检查主体")),
    Column(
        "object_kind",
        _("Kind of objects"),
        Text(longest=200),
        ("抽查对象", "检查对象"),
        required=True,
    ),
    Column("content", _("Content"), LONG, ("抽查内容", "检查内容"), required=True),
    Column("standard", _("Standard"), LONG, ("抽查标准", "检查标准")),
    Column(
        "questions",
        _("Checklist questions"),
        QUESTIONS,
        ("检查要点", "检查问题", "检查表内容", "检查项目"),
    ),
    Column("method", _("Method"), closed_list(Method), ("检查方式", "抽查方式")),
    Column("ratio", _("Ratio"), Ratio(), ("抽查比例",), required=True),
    Column("frequency", _("Frequency"), Text(longest=60), ("抽查频次",), required=True),
    Column("mandatory", _("Mandatory"), YesNo(), ("是否必查", "必查")),
    Column("valid_from", _("In force from"), Date(), ("生效日期", "施行日期")),
    Column("valid_to", _("In force to"), Date(), ("失效日期", "废止日期")),
    Column(
        "reason",
        _("Reason for the change"),
        Text(longest=300),
        ("调整原因", "变更原因", "修订原因", "调整理由"),
    ),
)
