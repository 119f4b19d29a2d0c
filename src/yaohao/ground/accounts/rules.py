"""Who may do what, as data (articles 2, 3, 20, 21; GB/T 22239 for the three administrators)."""

from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Right:
    """Who may open an address: everybody, everybody signed in, or the holders of certain roles."""

    public: bool = False
    roles: frozenset[Role] | None = None  # None: every signed-in person

    def allows(self, held: frozenset[Role] | None) -> bool:
        """`held` are the visitor's roles, None for a stranger."""
        if self.public:
            return True
        if held is None:
            return False
        return self.roles is None or bool(self.roles & held)
