"""The words of the public pages: states, acts, sources, in plain language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, override, pgettext_lazy
from django.utils.translation import gettext as _

from yaohao.ground.theme.rules import percent
from yaohao.stages.publication.queries import Answer, PublicDraw, stratum_word
from yaohao.surfaces.portal.rules import source_kind

STATES: dict[str, Promise] = {
    "announced": pgettext_lazy("state of a draw", "Announced"),
    "frozen": pgettext_lazy("state of a draw", "List frozen"),
    "bound": pgettext_lazy("state of a draw", "Rules bound"),
    "drawn": pgettext_lazy("state of a draw", "Drawn and sealed"),
    "opening": pgettext_lazy("state of a draw", "Visits under way"),
    "revealed": pgettext_lazy("state of a draw", "Revealed"),
    "aborted": pgettext_lazy("state of a draw", "Broken off"),
    "void": pgettext_lazy("state of a draw", "Void, and revealed"),
}
MEANINGS: dict[str, Promise] = {
    "announced": gettext_lazy(
        "The rules of this draw are in the public log. The list is not frozen yet."
    ),
    "frozen": gettext_lazy(
        "The list of enterprises is frozen. Nobody enters it and nobody leaves it."
    ),
    "bound": gettext_lazy(
        "Officers and rules are fixed. The randomness comes next, and nobody knows it."
    ),
    "drawn": gettext_lazy(
        "The draw has taken place. Its result is sealed until the visits, so that nobody is "
        "warned; its fingerprint is in the public log and cannot be changed."
    ),
    "opening": gettext_lazy(
        "The visits are under way. Each assignment opens to its officers; the whole stays sealed."
    ),
    "revealed": gettext_lazy(
        "Everything is open. Anybody can recompute the draw with the record below."
    ),
    "aborted": gettext_lazy(
        "Two people broke this draw off. It counts for nothing; its key is revealed next."
    ),
    "void": gettext_lazy(
        "This draw was broken off and counts for nothing. The record below shows what it gave or "
        "would have given, so that everybody sees what was avoided."
    ),
}
OPEN_DRAW = gettext_lazy(
    "An open draw, as the plan says: its result was told at once and stands below. With the key, "
    "which is revealed after the visits, anybody can recompute it."
)
ACTS: dict[str, Promise] = {
    "announce": gettext_lazy("Announced by two people"),
    "pool": gettext_lazy("List of enterprises frozen"),
    "commit": gettext_lazy("Number of a witness committed"),
    "round": gettext_lazy("Officers and rules bound"),
    "opening": gettext_lazy("Number of a witness opened"),
    "dice": gettext_lazy("Public dice, typed by two people"),
    "lottery": gettext_lazy("Numbers of a lottery, typed by two people"),
    "drand": gettext_lazy("Signature of the public beacon drand"),
    "failed": gettext_lazy("A source failed; what was announced stands in"),
    "server": gettext_lazy("Randomness of the server (exercise)"),
    "seal": gettext_lazy("Drawn; result sealed"),
    "open": gettext_lazy("An assignment opened"),
    "event": gettext_lazy("What happened to an assignment"),
    "substitute": gettext_lazy("A place of a team is drawn again"),
    "substituted": gettext_lazy("Substitute drawn; sealed"),
    "abort": gettext_lazy("Broken off by two people"),
    "reveal": gettext_lazy("Revealed"),
    "register": gettext_lazy("Root of the register of objects"),
    "publish": gettext_lazy("Table published"),
    "withdraw": gettext_lazy("Table withdrawn"),
    "cosigner": gettext_lazy("List of cosigners changed"),
    "cosign": gettext_lazy("Cosigned by witnesses"),
}
SOURCES: dict[str, Promise] = {
    "server": gettext_lazy("randomness of this server (exercise only)"),
    "witnesses": gettext_lazy("numbers of witnesses, committed before and opened together"),
    "dice": gettext_lazy("public dice, thrown after everything else is fixed"),
    "lottery": gettext_lazy("numbers of a lottery, drawn after everything else is fixed"),
    "drand": gettext_lazy("signature of the public beacon drand, of a moment named before"),
}
STAGES: dict[str, Promise] = {
    "waiting": gettext_lazy("not drawn yet"),
    "bound": gettext_lazy("bound, waits for numbers"),
    "sealed": gettext_lazy("drawn and sealed"),
}


def meaning(draw: PublicDraw) -> Promise:
    """What the state of a draw means for a citizen."""
    return OPEN_DRAW if draw.told and draw.state != "revealed" else MEANINGS[draw.state]


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


def policy_word(policy: str) -> str:
    """Who must cosign the log, as announced; empty for nobody."""
    if policy == "none":
        return ""
    quorum, *keys = policy.split(" ")[1:]
    names = "、".join(key.partition("+")[0] for key in keys)
    return _("%(quorum)s of %(names)s") % {"quorum": quorum, "names": names}


def stage_word(stage: str) -> str:
    """How far a round has come."""
    return str(STAGES[stage])


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
    "lead": gettext_lazy("Lead officer"),
    "second": gettext_lazy("Second officer"),
    "third": gettext_lazy("Third officer"),
    "expert": gettext_lazy("Expert"),
    "expert-2": gettext_lazy("Second expert"),
}


def role(name: str, departments: Mapping[str, str]) -> str:
    """A place of a team in words; that of a department by its name."""
    if name in departments:
        return _("Officer of %(department)s") % {"department": departments[name]}
    return str(ROLES.get(name, name))


def team_words(team: str, departments: Mapping[str, str]) -> str:
    """A team as the record names it (`lead A1, second A2`), its places in words."""
    members = [member.partition(" ") for member in team.split(", ") if member != "-"]
    return "，".join(f"{role(place, departments)} {who}".strip() for place, _space, who in members)


def events_word(number: int) -> str:
    """So many assignments were void or postponed."""
    return ngettext(
        "%(count)d assignment void or postponed", "%(count)d assignments void or postponed", number
    ) % {"count": number}


def opened_word(number: int) -> str:
    """So many assignments opened."""
    return ngettext("%(count)d assignment opened", "%(count)d assignments opened", number) % {
        "count": number
    }


WHY: dict[str, Promise] = {
    "drawn": gettext_lazy(
        "This enterprise was drawn: its ticket is among the smallest of its stratum. It stands at "
        "place %(place)s of the result."
    ),
    "above": gettext_lazy(
        "This enterprise stood in the list and was not drawn: its ticket is larger than the "
        "largest ticket drawn in its stratum."
    ),
    "none": gettext_lazy(
        "This enterprise stood in the list and was not drawn: nothing was drawn from its stratum."
    ),
    "reason": gettext_lazy(
        "This enterprise stood in the list but could not be drawn, for a public reason: %(text)s."
    ),
    "skip": gettext_lazy(
        "This enterprise stood in the list and was passed over: it had its turn in this cycle "
        "already, or its limit of visits was reached."
    ),
    "past": gettext_lazy(
        "This enterprise stood in the list and was passed over: visited on %(past)s, before this "
        "system, as the bureau's list says. The list is not proven."
    ),
    "absent": gettext_lazy(
        "This id does not stand in the frozen list. The two ids between which it would stand are "
        "shown below."
    ),
}


def why_words(answer: Answer) -> list[tuple[str, str]]:
    """The answer in plain words, in Chinese and in English: (language, sentence)."""
    kind = "none" if answer.facts.get("limit") == "none" else answer.kind
    kind = "past" if "past" in answer.facts else kind
    values = answer.facts | {"place": int(str(answer.facts.get("position", 0))) + 1}
    said = []
    for language, tag in (("zh-hans", "zh-Hans"), ("en", "en")):
        with override(language):
            said.append((tag, str(WHY[kind]) % values))
    return said
