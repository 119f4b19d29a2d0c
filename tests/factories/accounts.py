"""Bureaus, sections and people, written to the tables directly."""

from django.contrib.auth.hashers import make_password

from yaohao.ground.accounts.models import Bureau, Grant, Level, Section, User
from yaohao.ground.accounts.rules import Role

PASSWORD = "Zhaohua-2026-xishi"


def bureau(
    code: str, name: str, *, level: Level = Level.COUNTY, parent: Bureau | None = None
) -> Bureau:
    """A bureau; its region is the beginning of its code."""
    return Bureau.objects.create(
        code=code,
        region=code[:6],
        name=name,
        short_name=name.removesuffix("应急管理局"),
        document_word="榆应急",
        level=level,
        parent=parent,
    )


def section(of: Bureau, code: str, name: str) -> Section:
    """A section of a bureau."""
    return Section.objects.create(bureau=of, code=code, name=name)


def person(
    of: Bureau, username: str, full_name: str, *roles: Role, section: Section | None = None
) -> User:
    """A person whose password is `PASSWORD`, with roles."""
    user = User.objects.create(
        username=username,
        full_name=full_name,
        bureau=of,
        section=section,
        password=make_password(PASSWORD),
    )
    Grant.objects.bulk_create(Grant(user=user, role=role) for role in roles)
    return user
