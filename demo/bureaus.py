"""The invented bureaus, their sections and the people who sign in."""

from dataclasses import dataclass

from demo.chance import Chance
from demo.officers import SECTIONS
from demo.people import person
from yaohao.ground.accounts.models import Bureau, Level, Section, User
from yaohao.ground.accounts.operations import choose_password, create_person, found_bureau
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.rules import SYSTEM

PASSWORD = "yaohao-demo"  # noqa: S105  the demo's only; `yaohao init` gives one-time codes
OFFICE = "法规科"


@dataclass(frozen=True, slots=True)
class Place:
    """One bureau of the demo: code, names, and how many objects and officers it keeps."""

    code: str
    name: str
    short: str
    word: str
    sign_in: str  # prefix of the sign-in names
    objects: int
    officers: int


CITY = Place("990100", "云泽市应急管理局", "云泽市局", "云应急", "city", 720, 30)
COUNTIES = (
    Place("990102", "临水区应急管理局", "临水区局", "临应急", "linshui", 300, 12),
    Place("990121", "青岩县应急管理局", "青岩县局", "青应急", "qingyan", 260, 10),
    Place("990122", "东陵县应急管理局", "东陵县局", "东应急", "dongling", 220, 8),
)
STAFF = (
    ("clerk", (Role.CLERK,)),
    ("director", (Role.DIRECTOR,)),
    ("deputy", (Role.DEPUTY,)),
    ("witness", (Role.WITNESS,)),
    ("auditor", (Role.AUDITOR,)),
    ("security", (Role.SECURITY_ADMIN,)),
)


def found() -> list[Bureau]:
    """Enter the four bureaus with sections and people; the city's first."""
    city = _found(CITY, Level.CITY, None)
    return [city, *(_found(place, Level.COUNTY, city) for place in COUNTIES)]


def _found(place: Place, level: Level, parent: Bureau | None) -> Bureau:
    titles = (OFFICE, "办公室", *SECTIONS)
    bureau = found_bureau(
        by=SYSTEM,
        code=place.code,
        name=place.name,
        short_name=place.short,
        document_word=place.word,
        level=level,
        parent=parent,
        sections=[(f"{serial:02d}", title) for serial, title in enumerate(titles, 1)],
    )
    chance = Chance(f"staff {place.code}")
    office = Section.objects.get(bureau=bureau, name=OFFICE)
    for role, roles in STAFF:
        enter(bureau, f"{place.sign_in}-{role}", person(chance), roles, office)
    return bureau


def enter(
    bureau: Bureau, username: str, name: str, roles: tuple[Role, ...], section: Section
) -> User:
    """One person who signs in with the demo's password."""
    user = create_person(
        by=SYSTEM,
        bureau=bureau,
        username=username,
        full_name=name,
        section=section,
        roles=roles,
    ).user
    return choose_password(by=user, user=user, password=PASSWORD)


def who(username: str) -> User:
    """A person of the demo by sign-in name."""
    return User.objects.get(username=username)
