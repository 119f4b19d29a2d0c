"""Where the randomness of a draw comes from (core/spec, "Randomness").

Always in one order: witnesses, dice, lottery, drand; the last is one that nobody can know before.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yaohao.stages.draw.rules.acts import Act

DICE: Mapping[str, str] = {"d10": "dice d10 39", "d6": "dice d6 50"}
# Games of the two national lotteries whose numbers are drawn in public and printed everywhere.
LOTTERIES = ("ssq", "dlt")
DRAND = "drand quicknet"
SERVER = "server"
MARGIN = timedelta(seconds=60)  # between an entry in the log and what must not be known before it
COSIGNING = timedelta(hours=2)  # for witnesses who must cosign before drand gives the numbers
NONCE = re.compile(r"[0-9a-f]{64}")
WITNESS_NUMBER = re.compile(r"[0-9]{1,64}")
SIGNATURE = re.compile(r"[0-9a-f]{96}")
LOTTERY_NUMBERS = re.compile(r"[0-9][0-9 +|,:-]{0,126}[0-9]")
ISSUE = re.compile(r"[0-9A-Z-]{1,32}")
_WIDE = str.maketrans("０１２３４５６７８９＋｜，：－", "0123456789+|,:-")
_GAP = re.compile(r"\s*([+|])\s*")
_BY = {"dice": Act.TYPE_DICE, "lottery": Act.TYPE_LOTTERY, "drand": Act.NOTE_DRAND}


def kind_of(source: str) -> str:
    """The first word of a source: `witnesses`, `server`, `dice`, `lottery` or `drand`."""
    return source.partition(" ")[0]


def sources(
    *, exercise: bool, witnesses: bool, dice: str = "", lottery: str = "", drand: bool = False
) -> tuple[str, ...]:
    """The sources of randomness in the order of the announcement.

    `dice` is a key of `DICE` or empty, `lottery` one of `LOTTERIES` or empty. A draw that counts
    ends with one of dice, lottery and drand; an exercise may take the server's own randomness in
    their place. ValueError for a draw that would end with numbers of witnesses, and for dice or a
    lottery that nobody knows.
    """
    if dice not in ("", *DICE) or lottery not in ("", *LOTTERIES):
        raise ValueError("dice or a lottery that nobody knows")
    first = ["witnesses"] if witnesses else []
    public = [DICE[dice]] if dice else []
    public += [f"lottery {lottery}"] if lottery else []
    public += [DRAND] if drand else []
    if not exercise and not public:
        raise ValueError("a draw that is not an exercise ends with a public source")
    return (*first, *(public or [SERVER]))


def fallbacks(announced: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """What stands in if a lottery is not drawn: dice, or drand where dice are thrown anyway.

    Pairs of the source's number, from 1, and its fallback. drand has none but waiting; dice can be
    thrown again elsewhere.
    """
    kinds = [kind_of(source) for source in announced]
    if "lottery" not in kinds or {"dice", "drand"} <= set(kinds):
        return ()
    instead = DRAND if "dice" in kinds else DICE["d10"]
    return ((kinds.index("lottery") + 1, instead),)


def fresh_sources(announced: tuple[str, ...]) -> tuple[str, ...]:
    """What substitutes are drawn from: the last of dice, drand and server that was announced.

    Numbers of witnesses are left out: an officer falls ill when no witness is in the house. A
    lottery is drawn too seldom: dice stand in for it.
    """
    usable = [source for source in announced if kind_of(source) in ("dice", "drand", SERVER)]
    return (usable[-1] if usable else DICE["d10"],)


def margin(announced: tuple[str, ...], policy: str) -> int:
    """Seconds between what binds and what must not be known before; 0 where only dice follow."""
    timed = {"lottery", "drand"} & {kind_of(source) for source in announced}
    return int(MARGIN.total_seconds()) if timed or policy != "none" else 0


def patience(policy: str) -> timedelta:
    """How far ahead drand is bound where nobody names a moment; witnesses need time to cosign."""
    return 2 * MARGIN if policy == "none" else COSIGNING


def act_for(source: str) -> Act | None:
    """The act that brings the value of a source; None for those that come by themselves."""
    return _BY.get(kind_of(source))


def typed(text: str) -> str:
    """Digits as a person types them: spaces, line ends and full-width digits are digested."""
    return "".join(text.translate(_WIDE).split())


def typed_lottery(text: str) -> str:
    """Numbers of a lottery as published: one space between two numbers, none around `+` or `|`."""
    return _GAP.sub(r"\1", " ".join(text.translate(_WIDE).split()))


def differences(first: str, second: str) -> tuple[int, ...]:
    """The places (from 1) at which two typings of the dice differ, missing throws included."""
    longest = max(len(first), len(second))
    pairs = zip(first.ljust(longest), second.ljust(longest), strict=True)
    return tuple(place for place, (a, b) in enumerate(pairs, 1) if a != b)


@dataclass(frozen=True, slots=True)
class Appointment:
    """When and where a round finds its public values: the issue of a lottery and the moment it is
    drawn, and the moment from which drand is read. Moments are aware; None where not announced."""

    lottery_issue: str = ""
    lottery_time: datetime | None = None
    drand_time: datetime | None = None

    def problem(self, announced: tuple[str, ...], now: datetime, last: date) -> str:
        """Why a round cannot be bound to this: `issue-missing`, `issue-form`, `time-missing`,
        `time-early`, `time-late` (after the visits begin to end), or empty."""
        kinds = {kind_of(source) for source in announced}
        if "lottery" in kinds and not self.lottery_issue:
            return "issue-missing"
        if self.lottery_issue and not ISSUE.fullmatch(self.lottery_issue):
            return "issue-form"
        moments = [self.lottery_time] if "lottery" in kinds else []
        moments += [self.drand_time] if "drand" in kinds else []
        for moment in moments:
            if moment is None:
                return "time-missing"
            if moment < now + MARGIN:
                return "time-early"
            if moment.astimezone(now.tzinfo).date() > last:
                return "time-late"
        return ""
