"""The words of the draw's pages: acts, what they do, and why they happen once."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from fairdraw.randomness import quicknet_time

from yaohao.stages.draw.rules import Act, Stage


class ActWords(NamedTuple):
    """The button, what happens when it is pressed, and why it cannot be repeated."""

    button: Promise
    now: Promise
    once: Promise


ACTS: Mapping[Act, ActWords] = {
    Act.ANNOUNCE: ActWords(
        _("Announce the draw"),
        _(
            "The plan line, the filter, the ratios, the team rule and the sources of randomness "
            "go into the public log, with a fingerprint of the secret key of this draw. A leader "
            "who did not prepare the draw presses the button."
        ),
        _("The log is append-only: what is announced can be neither changed nor withdrawn."),
    ),
    Act.FREEZE: ActWords(
        _("Check and freeze the list"),
        _(
            "Every object of the register that matches is taken into the list of this draw, those "
            "left out with their public reason. Its fingerprint and counts go into the log. One "
            "person asks for it, a second one confirms."
        ),
        _("From then on nobody enters the list and nobody leaves it."),
    ),
    Act.COMMIT: ActWords(
        _("Take a witness's number"),
        _(
            "A witness brings a number on paper. Its commitment goes into the log; the number "
            "stays closed until the round is bound."
        ),
        _("A number in the log cannot be exchanged for another."),
    ),
    Act.BIND: ActWords(
        _("Bind officers and rules"),
        _(
            "Officers with valid certificates, who may go where, and the most visits of each are "
            "fixed by their fingerprints, before any randomness is known."
        ),
        _("After this, changes of personnel no longer touch this draw."),
    ),
    Act.OPEN_NUMBER: ActWords(
        _("Open the witnesses' numbers"),
        _("Each witness's number is opened and compared with its commitment in the log."),
        _("An opened number is public. One that stays closed counts by its commitment."),
    ),
    Act.TYPE_DICE: ActWords(
        _("Type the dice"),
        _(
            "The dice are thrown in public, one after the other. Two people type what they read, "
            "each on an own screen; only two equal readings count."
        ),
        _("The throws that are in the log are the throws. Nobody throws again."),
    ),
    Act.TYPE_LOTTERY: ActWords(
        _("Type the numbers of the lottery"),
        _(
            "The lottery named in the round entry has been drawn in public. Two people type its "
            "numbers as published, each on an own screen; only two equal readings count."
        ),
        _("The numbers are those of the bound issue. No other issue counts."),
    ),
    Act.NOTE_DRAND: ActWords(
        _("Enter the drand signature"),
        _(
            "The moment named in the round entry has come. Paste the signature that drand "
            "published for this round: it is verified, so nobody can enter another."
        ),
        _("A signature that verifies is the only one there is."),
    ),
    Act.DRAW: ActWords(
        _("Draw"),
        _(
            "Enterprises and teams follow from what is in the log. They are computed now, sealed, "
            "and only the fingerprint of the sealed list is shown."
        ),
        _("It is computed once. No button, no reload and no second clerk draws again."),
    ),
    Act.OPEN: ActWords(
        _("Open envelopes"),
        _(
            "The next envelopes open to the officers inside them. You will not see a name: each "
            "officer sees the own visits, and every reading is noted."
        ),
        _("An opened envelope stays open, and the log says which one."),
    ),
    Act.ABORT: ActWords(
        _("Break the draw off"),
        _(
            "Two people break the draw off, with a cause that everybody reads. Its envelopes are "
            "void; the key is revealed next, so that everybody sees what it gave or would have "
            "given."
        ),
        _("It stays in the log for good, and the next attempt is marked as the next attempt."),
    ),
    Act.REVEAL: ActWords(
        _("Reveal the result"),
        _(
            "The secret key goes into the log. The whole record is built, verified and kept; from "
            "then on anybody can recompute the draw."
        ),
        _("What is revealed is public for good."),
    ),
}

ACTIONS: Mapping[str, Promise] = {
    "draw.draw.prepare": _("Prepared"),
    "draw.draw.announce": _("Announced"),
    "draw.freeze.ask": _("Asked for the freeze"),
    "draw.pool.freeze": _("List frozen"),
    "draw.probabilities.publish": _("Probabilities published"),
    "draw.number.commit": _("A witness committed to a number"),
    "draw.round.bind": _("Officers and rules bound"),
    "draw.number.open": _("A witness's number opened"),
    "draw.dice.type": _("Dice typed"),
    "draw.lottery.type": _("Numbers of the lottery typed"),
    "draw.drand.note": _("Signature of drand entered"),
    "draw.failure.report": _("Lottery reported as not drawn"),
    "draw.source.replace": _("Fallback let in"),
    "draw.share.hand": _("A share of the key handed over"),
    "draw.key.restore": _("Key put together from two shares"),
    "draw.draw.draw": _("Drawn and sealed"),
    "draw.assignment.take": _("Assignment taken to work"),
    "draw.opening.set": _("Who opens the envelopes, noted"),
    "draw.team.check": _("Officers of opened envelopes looked at"),
    "draw.assignment.open": _("Envelopes opened"),
    "draw.assignment.show": _("Shown at the door"),
    "draw.proof.read": _("Door proof downloaded"),
    "draw.draw.reveal": _("Revealed"),
    "draw.abort.ask": _("Proposed to break the draw off"),
    "draw.draw.abort": _("Broken off"),
    "draw.assignment.annul": _("Envelope made void"),
    "draw.assignment.postpone": _("Visit postponed"),
    "draw.substitute.ask": _("Substitute asked for"),
    "draw.substitute.ask-after-door": _("Substitute asked for at the visit: recusal granted"),
    "draw.substitute.dice": _("Dice for a substitute typed"),
    "draw.substitute.drand": _("Signature of drand for a substitute entered"),
}

ENTRIES: Mapping[str, Promise] = {
    "announce": _("Announcement"),
    "pool": _("Frozen list"),
    "commit": _("Commitment of a witness"),
    "round": _("Round entry"),
    "opening": _("Opened number"),
    "server": _("Randomness of the server"),
    "dice": _("Dice"),
    "lottery": _("Numbers of a lottery"),
    "drand": _("Signature of drand"),
    "failed": _("A source that failed"),
    "seal": _("Sealed result"),
    "open": _("Opened envelope"),
    "event": _("What happened to an envelope"),
    "substitute": _("Question for a substitute"),
    "substituted": _("Sealed substitute"),
    "abort": _("Broken off"),
    "reveal": _("Revealed key"),
}

SOURCES: Mapping[str, Promise] = {
    "witnesses": _("numbers of witnesses"),
    "server": _("randomness of the server (exercise)"),
    "dice d10 39": _("39 throws of ten-sided dice"),
    "dice d6 50": _("50 throws of six-sided dice"),
}

ROLES: Mapping[str, Promise] = {
    "clerk": _("legal clerk"),
    "director": _("director"),
    "deputy": _("deputy director"),
    "witness": _("witness"),
    "section-head": _("section head"),
}

ABSENCES: Mapping[str, str] = {
    "ILL": "患病",
    "LEAVE": "休假或公出",
    "RECUSED": "回避",
    "CERT": "证件失效",
    "TERM": "聘期届满",
    "LEFT": "调离",
}
"""Why an officer or expert cannot go; the log is Chinese, so these words are no translations."""

ABSENCE_LABELS: Mapping[str, Promise] = {
    "ILL": _("ill"),
    "LEAVE": _("on leave or away on duty"),
    "RECUSED": _("recused"),
    "CERT": _("certificate no longer valid"),
    "TERM": _("appointment as an expert has ended"),
    "LEFT": _("has left the post"),
}

VOID_WORDS: Mapping[str, Promise] = {
    "cap": _("no visit left this year"),
    "closed": _("the register has it as closed"),
    "duplicate": _("the register has it as merged into another"),
    "moved": _("the register has it as moved away"),
    "revoked": _("the register has it as revoked"),
}


def absence_words(code: str) -> str:
    """Why an officer cannot go, as the log says it."""
    return ABSENCES[code]


STAGES: Mapping[Stage, Promise] = {
    Stage.WAITING: _("not drawn yet"),
    Stage.BOUND: _("bound, waits for numbers"),
    Stage.SEALED: _("drawn and sealed"),
}

GAMES: Mapping[str, Promise] = {
    "ssq": _("lottery Shuangseqiu"),
    "dlt": _("lottery Daletou"),
}

ROUND_PROBLEMS: Mapping[str, Promise] = {
    "numbers": _("The rounds must be numbered from 1 without gaps."),
    "none": _("One planned round at least is needed, and at most 12 with 3 reserve rounds."),
    "reserve-first": _("Reserve rounds come after all planned ones."),
    "weight": _("Each planned round needs a weight of 1 or more; a reserve round has 1."),
    "window-order": _("The visits of a round end before they begin."),
    "window-outside": _("The visits of a round must lie inside those of the plan line."),
    "rounds-order": _("A round begins before the one before it."),
    "cap": _("The most visits of one officer must be 1 or more and together stay in the plan's."),
}

APPOINTMENT_PROBLEMS: Mapping[str, Promise] = {
    "issue-missing": _("Name the issue of the lottery whose numbers will count."),
    "issue-form": _("The issue of a lottery has digits and capitals only, like 2026133."),
    "time-missing": _("Say when the numbers will be drawn."),
    "time-early": _("That moment has passed or is less than a minute away: its numbers are known."),
    "time-late": _("That moment lies after the last day of the visits of this round."),
}


def past_words(count: int) -> str:
    """How many enterprises are passed over because the bureau's own list says so."""
    return ngettext(
        "%(count)d enterprise is passed over: visited in this cycle before this system, as the "
        "bureau's list says. The list is not proven.",
        "%(count)d enterprises are passed over: visited in this cycle before this system, as the "
        "bureau's list says. The list is not proven.",
        count,
    ) % {"count": count}


RUNGS: Mapping[str, str] = {
    "recent": "可派近一年内去过该户的人员",
    "cap": "每人可多派一户",
    "borrow": "可借调下列单位人员",
}
"""What gives way, as announced; the log is Chinese, so these words are no translations."""

RUNG_LABELS: Mapping[str, Promise] = {
    "recent": _("officers may go where they were within the last year"),
    "cap": _("one more visit for each officer"),
    "borrow": _("officers may be borrowed from the bureaus named below"),
}


def rung_words(kind: str, names: str) -> str:
    """A rung of the ladder as it is announced."""
    return f"{RUNGS[kind]}：{names}" if kind == "borrow" else RUNGS[kind]


def policy_words(policy: str) -> str:
    """Who must cosign the log, as announced."""
    quorum, *keys = policy.split(" ")[1:]
    names = "、".join(key.partition("+")[0] for key in keys)
    return gettext("%(quorum)s of %(names)s") % {"quorum": quorum, "names": names}


def source_words(source: str) -> str:
    """A source of randomness in words, bound or announced."""
    kind, _space, rest = source.partition(" ")
    if kind == "lottery":
        game, _space, bound = rest.partition(" ")
        issue, _space, time = bound.partition(" ")
        name = str(GAMES.get(game, game))
        if not bound:
            return name
        return gettext("%(game)s, issue %(issue)s, drawn on %(time)s") % {
            "game": name, "issue": issue, "time": _here(time),
        }  # fmt: skip
    if kind == "drand":
        number = rest.partition(" ")[2]
        if not number:
            return gettext("drand, the public beacon")
        return gettext("drand round %(number)s, on %(time)s") % {
            "number": number, "time": _here(quicknet_time(int(number))),
        }  # fmt: skip
    return str(SOURCES.get(source, source))


def _here(time: str) -> str:
    return f"{timezone.localtime(datetime.fromisoformat(time)):%Y-%m-%d %H:%M:%S}"
