"""Columns of the library of experts."""

from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Code, Date, Text, YesNo
from yaohao.ground.sheets.columns import Column
from yaohao.stages.registers.columns.cells import Words

EXPERT_COLUMNS = (
    Column("name", _("Expert"), Text(longest=60), ("专家姓名", "姓名", "专家"), required=True),
    Column(
        "code",
        _("Expert number"),
        Code(pattern=r"[0-9A-Z\u4e00-\u9fff-]{1,32}", hint=_("digits, letters, hyphen")),
        ("专家编号", "编号", "聘书编号"),
    ),
    Column("title", _("Professional title"), Text(longest=60), ("职称", "职务职称", "技术职称")),
    Column("trades", _("Trades"), Words(), ("专业", "专业领域", "从事专业", "擅长领域")),
    Column("employer", _("Employer"), Text(longest=200), ("工作单位", "单位", "所在单位")),
    Column("region", _("County"), Text(longest=40), ("县区", "所在县区", "所在地区")),
    Column("valid_from", _("Appointed from"), Date(), ("聘期起", "聘任日期", "入库日期")),
    Column("valid_to", _("Appointed to"), Date(), ("聘期止", "聘期至", "有效期至", "出库日期")),
    Column("active", _("In service"), YesNo(), ("在库", "是否在库", "在聘"), default=True),
    Column("phone", _("Phone"), Text(longest=40), ("联系电话", "电话", "手机")),
)
