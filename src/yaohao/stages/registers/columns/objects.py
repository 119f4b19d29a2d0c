"""Columns of the register of objects."""

from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Code, Date, Integer, Text, YesNo
from yaohao.ground.sheets.columns import Column
from yaohao.stages.registers.columns.cells import CREDIT_CODE, Degrees, closed_list
from yaohao.stages.registers.rules.kinds import (
    Affiliation,
    Blacklist,
    Credit,
    Datum,
    Exclusion,
    Field,
    MajorHazard,
    OwningLevel,
    Risk,
    Scale,
    Standardisation,
)

OBJECT_COLUMNS = (
    Column(
        "name",
        _("Name of the object"),
        Text(longest=200),
        ("企业名称", "单位名称", "对象名称", "被检查单位", "单位全称", "企业全称", "名称"),
        required=True,
    ),
    Column(
        "credit_code",
        _("Unified social credit code"),
        CREDIT_CODE,
        ("统一社会信用代码", "社会信用代码", "信用代码", "注册号", "工商注册号", "营业执照号"),
        required=True,
    ),
    Column(
        "site",
        _("Site suffix"),
        Code(pattern=r"[0-9A-Z]{3}", hint=_("three of 0–9 and A–Z, such as 001")),
        ("场所后缀", "场所编号"),
    ),
    Column(
        "object_id",
        _("Object id"),
        Code(pattern=r"[0-9A-Z]{1,23}", hint=_("0–9 and A–Z, at most 23")),
        ("对象标识",),
    ),
    Column("number", _("Object number"), Text(longest=40), ("对象编号",)),
    Column(
        "region",
        _("County"),
        Text(longest=40),
        ("县区", "区县", "县（区、市）", "县（市、区）", "所属县区", "所在县", "行政区划"),
    ),
    Column(
        "address",
        _("Address"),
        Text(longest=300),
        ("注册地址", "地址", "经营地址", "生产经营地址", "详细地址", "住所"),
    ),
    Column(
        "industry",
        _("Industry code"),
        Code(pattern=r"[A-T]?[0-9]{2,4}|[A-T]", hint=_("GB/T 4754, such as 2614")),
        ("行业代码", "国民经济行业代码"),
    ),
    Column(
        "field",
        _("Industry field"),
        closed_list(Field),
        ("行业领域", "监管行业领域", "重点领域"),
    ),
    Column("group", _("Unit group"), Text(longest=60), ("单位类别", "单位群", "行业类别")),
    Column("focus", _("Focus enterprise"), YesNo(), ("重点企业", "是否重点", "重点监管企业")),
    Column(
        "level",
        _("Owning level"),
        closed_list(OwningLevel),
        ("监管层级", "监管级别", "监管主体层级"),
    ),
    Column("affiliation", _("Affiliation"), closed_list(Affiliation), ("隶属关系",)),
    Column("scale", _("Scale"), closed_list(Scale), ("规模", "生产经营规模", "企业规模")),
    Column("risk", _("Risk grade"), closed_list(Risk), ("风险等级", "安全风险等级")),
    Column(
        "standardisation",
        _("Standardisation grade"),
        closed_list(Standardisation),
        ("标准化等级", "标准化建设等级", "安全生产标准化等级"),
    ),
    Column("credit", _("Credit grade"), closed_list(Credit), ("信用等级",)),
    Column(
        "major_hazard",
        _("Grade of major hazard source"),
        closed_list(MajorHazard),
        ("重大危险源等级", "重大危险源"),
    ),
    Column("blacklist", _("Blacklist grade"), closed_list(Blacklist), ("黑名单等级", "黑名单")),
    Column(
        "legal_person",
        _("Legal representative"),
        Text(longest=60),
        ("法定代表人", "法人代表", "法人", "企业负责人", "主要负责人"),
    ),
    Column("contact", _("Contact"), Text(longest=60), ("联系人", "安全负责人")),
    Column("phone", _("Phone"), Text(longest=40), ("联系电话", "电话", "手机")),
    Column("longitude", _("Longitude"), Degrees(), ("经度", "东经", "lng", "lon")),
    Column("latitude", _("Latitude"), Degrees(), ("纬度", "北纬", "lat")),
    Column("datum", _("Datum"), closed_list(Datum), ("坐标系", "坐标系统", "坐标类型")),
    Column(
        "accuracy",
        _("Accuracy in metres"),
        Integer(least=0, most=100_000),
        ("定位精度", "精度", "精度（米）"),
    ),
    Column("exclusion", _("State"), closed_list(Exclusion), ("状态", "退出原因")),
    Column("ended_on", _("Ended on"), Date(), ("退出日期", "结束日期")),
)
