"""Columns of visits and open orders from before this product."""

from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Code, Date, Text
from yaohao.ground.sheets.columns import Column
from yaohao.stages.registers.columns.cells import CREDIT_CODE, closed_list
from yaohao.stages.registers.rules.kinds import PastOrigin

_WHOSE = (
    Column(
        "name",
        _("Name of the object"),
        Text(longest=200),
        ("企业名称", "单位名称", "被检查单位", "对象名称", "单位全称"),
    ),
    Column(
        "credit_code",
        _("Unified social credit code"),
        CREDIT_CODE,
        ("统一社会信用代码", "社会信用代码", "信用代码"),
    ),
    Column(
        "object_id",
        _("Object id"),
        Code(pattern=r"[0-9A-Z]{1,23}", hint=_("0–9 and A–Z, at most 23")),
        ("对象标识",),
    ),
)

VISIT_COLUMNS = (
    *_WHOSE,
    Column("date", _("Day of the visit"), Date(), ("检查日期", "检查时间"), required=True),
    Column(
        "item_code", _("Item"), Text(longest=200), ("事项编码", "检查事项", "抽查事项", "检查内容")
    ),
    Column(
        "origin",
        _("How it came about"),
        closed_list(PastOrigin),
        ("检查类型", "检查方式", "检查性质", "检查类别"),
    ),
    Column("result", _("Result"), Text(longest=300), ("检查结果", "检查情况", "处理结果")),
    Column("document", _("Document number"), Text(longest=100), ("文书编号", "文号", "记录编号")),
)

ORDER_COLUMNS = (
    *_WHOSE,
    Column(
        "number",
        _("Number of the order"),
        Text(longest=100),
        ("整改指令书编号", "文书编号", "指令书文号", "整改文书编号", "文号"),
        required=True,
    ),
    Column("date", _("Day of the order"), Date(), ("下达日期", "发文日期", "日期"), required=True),
    Column("due", _("Due"), Date(), ("整改期限", "整改截止日期", "限改日期"), required=True),
    Column(
        "problem",
        _("Problem"),
        Text(longest=2000),
        ("存在问题", "问题", "隐患内容", "问题隐患"),
        required=True,
    ),
    Column("closed_on", _("Closed on"), Date(), ("复查日期", "办结日期", "整改完成日期")),
)
