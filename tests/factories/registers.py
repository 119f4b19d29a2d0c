"""Bureaus, people and register rows for tests."""

from datetime import date
from itertools import count
from typing import Any

from stdnum.cn import uscc

from yaohao.ground.accounts.models import Bureau, Grant, Level, Section, User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers.models import InspectionObject, Item, Officer

_serial = count(1)


def make_bureau(code: str = "140700", *, level: Level = Level.CITY) -> Bureau:
    """The bureau of a region; the same one when it is asked for twice."""
    return Bureau.objects.get_or_create(
        code=code,
        defaults={
            "region": code[:6],
            "name": f"{code}局",
            "short_name": f"{code}局",
            "document_word": "晋中安监",
            "level": level.value,
        },
    )[0]


def make_person(bureau: Bureau, *roles: Role) -> User:
    """A person with these roles; a new one each time."""
    number = next(_serial)
    user = User.objects.create(username=f"reg-{number}", full_name=f"人员{number}", bureau=bureau)
    Grant.objects.bulk_create(Grant(user=user, role=role.value) for role in roles)
    return user


def make_clerk(bureau: Bureau | None = None) -> User:
    """A clerk, of the city bureau unless another is named."""
    return make_person(bureau or make_bureau(), Role.CLERK)


def make_section(bureau: Bureau, name: str = "监管一科") -> Section:
    """A section; the same one when it is asked for twice."""
    number = next(_serial)
    return Section.objects.get_or_create(bureau=bureau, name=name, defaults={"code": f"S{number}"})[
        0
    ]


def credit_code(serial: int, region: str = "140702") -> str:
    """A credit code with a right check character."""
    stem = f"91{region}MA0{serial:06d}"
    return str(stem + uscc.calc_check_digit(stem))


def make_object(bureau: Bureau, **overrides: Any) -> InspectionObject:
    """One object in the register."""
    number = next(_serial)
    code = overrides.pop("credit_code", credit_code(number))
    region = overrides.get("region", "140702")
    fields: dict[str, Any] = {
        "object_id": code + overrides.get("site", ""),
        "credit_code": code,
        "name": f"榆次企业{number}有限公司",
        "region": region,
        "address": "山西省晋中市榆次区迎宾街1号",
        "serial": number,
        "number": f"OT-CUU00-{region}-{number:05d}",
        "number_since": date(2026, 1, 1),
    }
    fields |= overrides
    fields.setdefault("search", fields["name"].casefold())
    return InspectionObject.objects.create(bureau=bureau, **fields)


def make_officer(bureau: Bureau, **overrides: Any) -> Officer:
    """One officer with a certificate of many years."""
    number = next(_serial)
    fields: dict[str, Any] = {
        "name": f"执法员{number}",
        "certificate": f"SF{bureau.code}{number:04d}",
        "valid_from": date(2020, 1, 1),
        "valid_to": date(2099, 12, 31),
        "functions": ["HC", "OT"],
    }
    fields |= overrides
    fields.setdefault("search", fields["name"])
    return Officer.objects.create(bureau=bureau, **fields)


def make_item(bureau: Bureau, **overrides: Any) -> Item:
    """One item in force since the regulation."""
    number = next(_serial)
    fields: dict[str, Any] = {
        "code": f"AJ-{number:03d}",
        "name": f"安全生产检查{number}",
        "basis": "《中华人民共和国安全生产法》第六十五条",
        "body": bureau.name,
        "object_kind": "生产经营单位",
        "content": "安全生产条件",
        "ratio": 500,
        "frequency": "每年一次",
        "valid_from": date(2016, 11, 30),
    }
    return Item.objects.create(bureau=bureau, **fields | overrides)
