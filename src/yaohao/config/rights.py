"""The rights table: every address × who or which key may open it, read off the URL table."""

from dataclasses import dataclass

from django.utils import translation

from yaohao.config.addresses import Address, addresses
from yaohao.ground.accounts.labels import ROLES
from yaohao.ground.accounts.rights import right_of
from yaohao.ground.accounts.rules import Right, Role, Scope

HEAD = """# Rights

Who may open which address. Generated from the URL table by `make docs`; every cell is tried by
`tests/config/test_rights.py`, and an address that declares nobody is refused to everybody. Rows of
another bureau answer as if they did not exist, whatever the role (article 2).

● may open it · everybody: no sign-in needed · signed in: whoever is signed in · key: another
program whose key has one of the scopes; no session opens these addresses
"""


class UndeclaredError(LookupError):
    """Addresses that nobody declared a right for; the text names them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One address and its right."""

    address: Address
    right: Right

    def allows(self, roles: frozenset[Role] | None) -> bool:
        """Whether the holder of `roles` may open it; None is a stranger."""
        return self.right.allows(roles)


def table() -> list[Row]:
    """Every address with its right; UndeclaredError when one has none."""
    rights = [(address, right_of(address.view)) for address in addresses()]
    missing = [address.name for address, right in rights if right is None]
    if missing:
        raise UndeclaredError("no right declared for: " + ", ".join(missing))
    return [Row(address, right) for address, right in rights if right is not None]


def page() -> str:
    """The table as Markdown, for docs/rights.md."""
    with translation.override("en"):
        names = [str(ROLES[role]) for role in Role]
        lines = [_line(["Address", "Pattern", "Everybody", "Signed in", *names, "Key"])]
        lines.append(_line(["---"] * (5 + len(names))))
        for row in sorted(table(), key=lambda row: (row.address.name, row.address.pattern)):
            lines.append(_line(_cells(row)))
    return HEAD + "\n" + "\n".join(lines) + "\n"


def _cells(row: Row) -> list[str]:
    pattern = row.address.pattern.replace("|", "\\|")
    everybody = row.right.public
    signed_in = everybody or (row.right.roles is None and row.right.keys is None)
    roles = ["●" if row.allows(frozenset({role})) else "" for role in Role]
    return [
        f"`{row.address.name}`",
        f"`{pattern}`",
        "●" if everybody else "",
        "●" if signed_in else "",
        *roles,
        "; ".join(f"{method}: {' or '.join(sorted(scopes))}" for method, scopes in _keys(row)),
    ]


def _keys(row: Row) -> list[tuple[str, frozenset[Scope]]]:
    return sorted((row.right.keys or {}).items())


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
