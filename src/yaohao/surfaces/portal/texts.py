"""The words of the public pages: states, acts, sources, in plain language."""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yaohao.ground.theme.rules import percent
from yaohao.stages.publication.queries import PublicDraw, stratum_word
from yaohao.surfaces.portal.rules import source_kind

STATES: dict[str, Promise] = {
    "announced": lazy("Announced"),
    "frozen": lazy("List frozen"),
    "bound": lazy("Rules bound"),
    "drawn": lazy("Drawn and sealed"),
    "opening": lazy("Visits under way"),
    "revealed": lazy("Revealed"),
}
MEANINGS: dict[str, Promise] = {
    "announced": lazy("The rules of this draw are in the public log. The list is not frozen yet."),
    "frozen": lazy("The list of enterprises is frozen. Nobody enters it and nobody leaves it."),
    "bound": lazy("Officers and rules are fixed. The randomness comes next, and nobody knows it."),
    "drawn": lazy(
        "The draw has taken place. Its result is sealed until the visits, so that nobody is "
        "warned; its fingerprint is in the public log and cannot be changed."
    ),
    "opening": lazy(
        "The visits are under way. Each assignment opens to its officers; the whole stays sealed."
    ),
    "revealed": lazy("Everything is open. Anybody can recompute the draw with the record below."),
}
ACTS: dict[str, Promise] = {
    "announce": lazy("Announced by two people"),
    "pool": lazy("List of enterprises frozen"),
    "commit": lazy("Number of a witness committed"),
    "round": lazy("Officers and rules bound"),
    "opening": lazy("Number of a witness opened"),
    "dice": lazy("Public dice, typed by two people"),
    "server": lazy("Randomness of the server (exercise)"),
    "seal": lazy("Drawn; result sealed"),
    "open": lazy("An assignment opened"),
    "reveal": lazy("Revealed"),
    "publish": lazy("Table published"),
    "withdraw": lazy("Table withdrawn"),
}
SOURCES: dict[str, Promise] = {
    "server": lazy("randomness of this server (exercise only)"),
    "witnesses": lazy("numbers of witnesses, committed before and opened together"),
    "dice": lazy("public dice, thrown after everything else is fixed"),
}


def chinese() -> bool:
    """Whether the reader reads Chinese."""
    return (get_language() or "zh").startswith("zh")


def act_word(kind: str) -> str:
    """An entry of the log in words; the kind itself where it is new."""
    return str(ACTS.get(kind, kind))


def source_word(source: str) -> str:
    """A source of randomness in words."""
    kind, detail = source_kind(source)
    words = str(SOURCES.get(kind, source))
    return f"{words} ({detail})" if detail else words


def share_word(rule: str, value: int) -> str:
    """`5%`, or the fixed number."""
    return percent(value) if rule == "ratio" else _("%(number)s enterprises") % {"number": value}


def stratum(code: str) -> str:
    """A stratum in words."""
    return stratum_word(code, "zh" if chinese() else "en")


def filter_word(draw: PublicDraw) -> str:
    """From where the draw takes: the announced statement, or the whole register."""
    return draw.filter if draw.directed else _("the whole register (undirected)")


ROLES: dict[str, Promise] = {
    "lead": lazy("Lead officer"),
    "second": lazy("Second officer"),
    "third": lazy("Third officer"),
}


def role(name: str) -> str:
    """A place of a team in words."""
    return str(ROLES.get(name, name))
