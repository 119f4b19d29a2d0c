"""The shared cast: the same few people in every test. All names are invented."""

from dataclasses import dataclass

from tests.factories.accounts import bureau, person, section
from yaohao.ground.accounts.models import Bureau, Level, Section, User
from yaohao.ground.accounts.rules import Role


@dataclass(frozen=True, slots=True)
class Cast:
    """Two bureaus under one city, and who works there."""

    city: Bureau
    county: Bureau
    next_county: Bureau
    legal: Section
    mines: Section
    clerk: User
    other_clerk: User
    director: User
    deputy: User
    head: User
    officer: User
    other_officer: User
    witness: User
    hall: User
    auditor: User
    system_admin: User
    security_admin: User
    audit_admin: User
    stranger: User  # clerk of the next county: never sees a row of the city


def assemble() -> Cast:
    """Make the whole cast."""
    city = bureau("140700", "榆川市应急管理局", level=Level.CITY)
    county = bureau("140702", "榆川市榆次区应急管理局", parent=city)
    next_county = bureau("140703", "榆川市太谷区应急管理局", parent=city)
    legal = section(city, "fg", "政策法规科")
    mines = section(city, "fm", "非煤矿山科")
    return Cast(
        city=city,
        county=county,
        next_county=next_county,
        legal=legal,
        mines=mines,
        clerk=person(city, "clerk", "法小规", Role.CLERK, section=legal),
        other_clerk=person(city, "clerk-2", "法又规", Role.CLERK, section=legal),
        director=person(city, "director", "局长青", Role.DIRECTOR),
        deputy=person(city, "deputy", "副长安", Role.DEPUTY),
        head=person(city, "head", "科长明", Role.SECTION_HEAD, section=mines),
        officer=person(city, "officer", "执法甲", Role.OFFICER, section=mines),
        other_officer=person(city, "officer-2", "执法乙", Role.OFFICER, section=mines),
        witness=person(city, "witness", "见证人", Role.WITNESS),
        hall=person(city, "hall", "大厅员", Role.HALL),
        auditor=person(city, "auditor", "监察员", Role.AUDITOR),
        system_admin=person(city, "system", "系统员", Role.SYSTEM_ADMIN),
        security_admin=person(city, "security", "安全员", Role.SECURITY_ADMIN),
        audit_admin=person(city, "audit", "审计员", Role.AUDIT_ADMIN),
        stranger=person(next_county, "stranger", "邻县规", Role.CLERK),
    )
