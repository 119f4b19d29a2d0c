"""Who may do what, as data (articles 2, 3, 20, 21; GB/T 22239 for the three administrators)."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Role(StrEnum):
    """The parts people play in a bureau."""

    DIRECTOR = "director"  # 局长: approves
    DEPUTY = "deputy"  # 分管领导
    CLERK = "clerk"  # 法规科: keeps registers, plan and draw
    SECTION_HEAD = "section-head"  # 科长
    OFFICER = "officer"  # 执法人员
    WITNESS = "witness"  # 纪检、群众代表
    HALL = "hall"  # 政务大厅: reads what is delivered
    AUDITOR = "auditor"  # 纪检监察: reads everything, writes nothing
    SYSTEM_ADMIN = "system-admin"  # 系统管理员
    SECURITY_ADMIN = "security-admin"  # 安全管理员
    AUDIT_ADMIN = "audit-admin"  # 审计管理员


# GB/T 22239: nobody holds two of these, and none of them keeps the business of the bureau.
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


def conflict(roles: Iterable[Role]) -> frozenset[Role]:
    """The roles of one person that exclude each other; empty when all may stand together."""
    held = frozenset(roles)
    if len(held & ADMINISTRATORS) > 1 or (held & ADMINISTRATORS and held - ADMINISTRATORS):
        return held
    if Role.AUDITOR in held and len(held) > 1:
        return held
    return frozenset()


class Scope(StrEnum):
    """What the key of another program opens, in the bureau it was made for and nowhere else."""

    REGISTERS_READ = "registers.read"
    REGISTERS_IMPORT = "registers.import"
    PLAN_READ = "plan.read"
    STATISTICS_READ = "statistics.read"


class KeyLack(StrEnum):
    """Why a key that is known opens nothing any more."""

    REVOKED = "revoked"
    EXPIRED = "expired"
    CLERK_LEFT = "clerk-left"  # who answers for it is no active clerk of the bureau


KEY_PREFIX = "yh_"  # so that a key is recognised where it does not belong, as in a public file
LONGEST_KEY = timedelta(days=366)
KEY_SOON = timedelta(days=30)  # before its end, from which on a key is warned of


def digest_of_key(key: str) -> str:
    """What is kept of a key: SHA-256, hex. It holds 256 random bits, so it needs no salt."""
    return hashlib.sha256(key.encode()).hexdigest()


def key_lack(*, revoked: bool, expires_on: date, clerk_acts: bool, today: date) -> KeyLack | None:
    """What a key lacks on a day; `expires_on` is its last good day."""
    if revoked:
        return KeyLack.REVOKED
    if expires_on < today:
        return KeyLack.EXPIRED
    return None if clerk_acts else KeyLack.CLERK_LEFT


@dataclass(frozen=True, slots=True)
class Right:
    """Who may open an address: everybody, everybody signed in, or the holders of certain roles.

    An address of the API opens to keys alone, by method and scope: no session opens it.
    """

    public: bool = False
    roles: frozenset[Role] | None = None  # None: every signed-in person
    keys: Mapping[str, frozenset[Scope]] | None = None  # by method; any of the scopes

    def opens(self, method: str, scopes: Iterable[Scope]) -> bool:
        """Whether a key with `scopes` may use the method."""
        return self.keys is not None and bool(self.keys.get(method, frozenset()) & set(scopes))

    def allows(self, held: frozenset[Role] | None) -> bool:
        """`held` are the visitor's roles, None for a stranger."""
        if self.keys is not None:
            return False
        if self.public:
            return True
        if held is None:
            return False
        return self.roles is None or bool(self.roles & held)
