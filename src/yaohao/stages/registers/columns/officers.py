"""Columns of the register of officers."""

from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Date, Text, YesNo
from yaohao.ground.sheets.columns import Column
from yaohao.stages.registers.columns.cells import CERTIFICATE, FieldList, Words

OFFICER_COLUMNS = (
    Column("name", _("Officer"), Text(longest=60), ("姓名", "执法人员"), required=True),
    Column(
        "certificate",
        _("Certificate number"),
        CERTIFICATE,
        ("执法证号", "执法证件号", "执法证编号", "行政执法证号", "证件号码", "证号"),
        required=True,
    ),
    Column("section", _("Section"), Text(longest=60), ("科室", "所在科室", "部门", "单位科室")),
    Column(
        "valid_from",
        _("Valid from"),
        Date(),
        ("发证日期", "有效期起", "有效期自", "有效期开始"),
        required=True,
    ),
    Column(
        "valid_to",
        _("Valid to"),
        Date(),
        ("有效期至", "有效期止", "截止日期", "有效期结束"),
        required=True,
    ),
    Column(
        "functions",
        _("Fields of duty"),
        FieldList(),
        ("专业领域", "职责", "监管领域", "监管行业领域", "执法领域"),
    ),
    Column("trades", _("Trades"), Words(), ("专业", "所学专业", "专长")),
    Column("region", _("County"), Text(longest=40), ("县区", "所在县区", "工作区域", "辖区")),
    Column("active", _("In service"), YesNo(), ("在岗", "是否在岗", "在职")),
    Column("account", _("Sign-in name"), Text(longest=60), ("登录名", "账号")),
)
