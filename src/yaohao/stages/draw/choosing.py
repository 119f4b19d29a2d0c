"""What the clerk chooses when a draw is prepared; everything of it is announced."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.ledger.queries import cosigners, policy_text
from yaohao.stages.draw.ladder import BORROW
from yaohao.stages.draw.rules import SERVER, Planned, problem, sources, split
from yaohao.stages.draw.texts import ROUND_PROBLEMS, rung_words
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.senders import senders

HOLDERS = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """Kind, rounds, randomness, ladder and cosigning of a draw.

    `rounds`: empty for one round over the whole window of the line. `dice` is `d10`, `d6` or empty,
    `lottery` a game or empty. `relax`: kinds of rungs in their order (`recent`, `cap`, `borrow`);
    `lenders`: codes of the bureaus that lend officers. `quorum`: how many witnesses must cosign
    the log, 0 for none. `holders`: three people who hold a share of the key each, or nobody.
    """

    exercise: bool = False
    rounds: Sequence[Planned] = ()
    witnesses: bool = True
    dice: str = "d10"
    lottery: str = ""
    drand: bool = False
    relax: Sequence[str] = ()
    lenders: Sequence[str] = ()
    quorum: int = 0
    holders: Sequence[str] = ()


USUAL = Choice()


def chosen_sources(choice: Choice) -> tuple[str, ...]:
    """The sources in the order of the announcement; Refused for a draw that counts without a
    public one."""
    try:
        return sources(
            exercise=choice.exercise, witnesses=choice.witnesses, dice=choice.dice,
            lottery=choice.lottery, drand=choice.drand,
        )  # fmt: skip
    except ValueError:
        raise Refused(
            _("A draw that counts ends with dice, a lottery or drand. Choose one, or an exercise.")
        ) from None


def chosen_rounds(choice: Choice, line: Line) -> list[Planned]:
    """The rounds of the line; Refused for rounds that cannot stand under it."""
    rounds = list(choice.rounds) or split(line.window, line.cap, line.frequency)
    wrong = problem(rounds, line.window, line.cap)
    if wrong:
        raise Refused(str(ROUND_PROBLEMS[wrong]))
    return rounds


def chosen_lenders(choice: Choice, line: Line) -> list[Bureau]:
    """The bureaus that lend officers; Refused where the ladder borrows from nobody, or lends for
    nothing, and for a bureau that sends an officer into every team itself."""
    own = line.bureau
    found = list(Bureau.objects.filter(code__in=choice.lenders).exclude(pk=own.pk).order_by("code"))
    if len(found) != len(set(choice.lenders)) or (BORROW in choice.relax) != bool(found):
        raise Refused(_("Name the bureaus whose officers may be borrowed, other than your own."))
    sending = senders(line).values()
    for bureau in found:
        if bureau in sending:
            raise Refused(
                _("%(bureau)s sends an officer into every team already: its officers take that "
                  "place and no other. Take it off those that lend.") % {"bureau": bureau.name}
            )  # fmt: skip
    return found


def chosen_rungs(choice: Choice, lenders: Sequence[Bureau]) -> list[list[str]]:
    """The rungs of the ladder with the words that are announced."""
    names = "、".join(bureau.name for bureau in lenders)
    return [[kind, rung_words(kind, names)] for kind in dict.fromkeys(choice.relax)]


def chosen_policy(choice: Choice, own: Bureau) -> str:
    """The policy of cosigning as it is announced; Refused when there are not so many cosigners, and
    for an exercise on the server's randomness: it draws at once and waits for nobody."""
    if choice.quorum and chosen_sources(choice)[-1] == SERVER:
        raise Refused(_("Without dice, lottery or drand there is nothing to cosign before."))
    try:
        return policy_text(bureau=own.code, quorum=choice.quorum)
    except ValueError:
        raise Refused(
            _("There are not so many witnesses who cosign the log: %(count)d are known.")
            % {"count": cosigners(own.code).count()}
        ) from None


def chosen_holders(choice: Choice) -> list[str]:
    """Three different people, or nobody; Refused otherwise."""
    holders = [name for name in (" ".join(each.split()) for each in choice.holders) if name]
    if holders and (len(holders) != HOLDERS or len(set(holders)) != HOLDERS):
        raise Refused(_("Name three different people who hold a share of the key each, or nobody."))
    return holders
