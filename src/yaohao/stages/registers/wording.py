"""The words for what the rules refuse or remark; each problem as reason and repair."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yaohao.stages.registers.rules.credit_code import CreditCodeError, repaired
from yaohao.stages.registers.rules.plan import Problem, Remark, Verdict
from yaohao.stages.registers.rules.root_lines import Nature


class Wording(NamedTuple):
    """Why a value is refused, and what to do."""

    reason: Promise
    repair: Promise


PROBLEMS: dict[str, Wording] = {
    "unsaid": Wording(
        gettext_lazy("is empty."),
        gettext_lazy("Article 6 wants it said for every item: fill it in."),
    ),
    "twice": Wording(
        gettext_lazy("is the same as in row %(line)s."),
        gettext_lazy("Keep one of the two rows."),
    ),
    "id-mismatch": Wording(
        gettext_lazy("does not belong to this credit code and site, which make %(id)s."),
        gettext_lazy("For a new object leave the object id blank; an id never changes."),
    ),
    "id-unknown": Wording(
        gettext_lazy("is not in the register."),
        gettext_lazy("Leave it blank to have a new id issued, or copy the id from an export."),
    ),
    "id-needed": Wording(
        gettext_lazy("is the name of several objects without a code (%(ids)s)."),
        gettext_lazy("Copy the right one into the column “Object id”."),
    ),
    "site-without-code": Wording(
        gettext_lazy("needs a credit code before it."),
        gettext_lazy("Fill in the credit code, or clear the site suffix."),
    ),
    "region-unknown": Wording(
        gettext_lazy("is no county of this bureau, neither code nor name."),
        gettext_lazy("Type the name as on the map, or its code of six digits."),
    ),
    "region-outside": Wording(
        gettext_lazy("lies in %(name)s (%(region)s), outside of this bureau's area."),
        gettext_lazy(
            "Leave it to the bureau of that place (article 2). If it does lie here, add a column "
            "“County” and fill it in."
        ),
    ),
    "region-missing": Wording(
        gettext_lazy("names no county, and the code names none either."),
        gettext_lazy("Write the county into the address or into a column “County”."),
    ),
    "end-without-reason": Wording(
        gettext_lazy("is given without a reason."),
        gettext_lazy("Choose why the object ended in the column “State”, or clear the date."),
    ),
    "end-in-future": Wording(
        gettext_lazy("lies in the future."),
        gettext_lazy("Enter the end when it has come."),
    ),
    "hazard-without-grade": Wording(
        gettext_lazy("must be given for an object of the field of major hazard sources."),
        gettext_lazy("Type 一级, 二级, 三级 or 四级."),
    ),
    "blacklist-without-grade": Wording(
        gettext_lazy("must be given for an object of the field of the blacklist."),
        gettext_lazy("Type 一级, 二级 or 三级."),
    ),
    "blacklist-two-people": Wording(
        gettext_lazy("differs from the register: one person alone lists nobody, nor takes off."),
        gettext_lazy(
            "Write %(grade)s, as the register has it; propose the change on the page of the object."
        ),
    ),
    "certificate-foreign": Wording(
        gettext_lazy("stands in the register of another bureau."),
        gettext_lazy("Check the number; a transfer is done by the other bureau first."),
    ),
    "dates-reversed": Wording(
        gettext_lazy("is before the first day."),
        gettext_lazy("Check both dates."),
    ),
    "section-unknown": Wording(
        gettext_lazy("is no section of this bureau."),
        gettext_lazy("The sections are: %(known)s."),
    ),
    "account-unknown": Wording(
        gettext_lazy("is no sign-in name of an officer of this bureau."),
        gettext_lazy("Ask the system administrator, or leave it blank."),
    ),
    "account-taken": Wording(
        gettext_lazy("is the account of another officer."),
        gettext_lazy("Check the sign-in name."),
    ),
    "place-half": Wording(
        gettext_lazy("is blank, while the other coordinate is there."),
        gettext_lazy("Fill in longitude and latitude, or clear both."),
    ),
    "place-swapped": Wording(
        gettext_lazy("lies outside of China; longitude and latitude were probably exchanged."),
        gettext_lazy("Exchange the two."),
    ),
    "place-outside": Wording(
        gettext_lazy("lies outside of China."), gettext_lazy("Check both coordinates.")
    ),
    "datum-missing": Wording(
        gettext_lazy("is blank: coordinates without a datum may be 500 m off."),
        gettext_lazy("Say what they refer to: WGS84, CGCS2000, GCJ02 or BD09."),
    ),
    "group-unknown": Wording(
        gettext_lazy("is no unit group of this bureau."),
        gettext_lazy("The groups are: %(known)s."),
    ),
    "expert-needed": Wording(
        gettext_lazy("is needed: there are several experts of this name (%(codes)s)."),
        gettext_lazy("Copy the right number from an export."),
    ),
    "item-unknown": Wording(
        gettext_lazy("is no item of the list, neither code nor name."),
        gettext_lazy("Copy code or name from the item list, or leave it blank."),
    ),
    "past-in-future": Wording(
        gettext_lazy("lies in the future, or before the order."),
        gettext_lazy("Check the date; only what has been done is brought in here."),
    ),
    "object-unknown": Wording(
        gettext_lazy("is no object of this bureau's register."),
        gettext_lazy(
            "Copy name or credit code from the register, or enter the object there first."
        ),
    ),
    "object-likely": Wording(
        gettext_lazy("is no object of this bureau's register."),
        gettext_lazy("Perhaps one of these is meant: %(names)s. Copy its name or credit code."),
    ),
    "object-several": Wording(
        gettext_lazy("fits several objects (%(ids)s)."),
        gettext_lazy("Copy the right one into the column “Object id”."),
    ),
    "version-not-later": Wording(
        gettext_lazy("is not after %(day)s, the first day of the present version."),
        gettext_lazy("Type the day from which the changed item applies (article 7)."),
    ),
}

REMARKS: dict[str, Promise] = {
    "old-code": gettext_lazy("old registration number of 15 digits; the credit code has 18"),
    "same-name": gettext_lazy("the register has another object of this name: %(id)s"),
    "region-city": gettext_lazy("no county is named: kept at the level of %(name)s (%(region)s)"),
    "region-bureau": gettext_lazy("no county is named: taken as %(name)s (%(region)s)"),
    "region-other": gettext_lazy("%(name)s by the address; the code says %(other)s"),
    "listing-proposed": gettext_lazy(
        "enters unlisted; grade %(grade)s of the blacklist is proposed to the director"
    ),
    "certificate-expired": gettext_lazy(
        "the certificate ended on %(day)s: entered, but in no draw until it is renewed"
    ),
    "certificate-not-yet": gettext_lazy(
        "the certificate begins on %(day)s: entered, but in no draw before"
    ),
    "basis-unnamed": gettext_lazy(
        "the basis names no law between 《 and 》: kept as text, and no amendment can be followed"
    ),
    "reason-missing": gettext_lazy(
        "no reason is given for the change: the change log will show none"
    ),
    "reason-old": gettext_lazy(
        "the reason is that of the last change (%(reason)s): is it that of this one too?"
    ),
    "no-trades": gettext_lazy("no trade is named: found by no search for one"),
    "past-no-origin": gettext_lazy("how it came about is not said: taken as drawn by lot"),
    "past-no-item": gettext_lazy(
        "no item is named: takes its place under the yearly limit, but passes nobody over in a draw"
    ),
    "no-functions": gettext_lazy("no field is named: may be second officer, never lead"),
}

VERDICTS: dict[Verdict, Promise] = {
    Verdict.NEW: gettext_lazy("new"),
    Verdict.CHANGED: gettext_lazy("changed"),
    Verdict.ENDED: gettext_lazy("ended"),
    Verdict.UNCHANGED: gettext_lazy("unchanged"),
}

NATURES: dict[Nature, Promise] = {
    Nature.ADDED: gettext_lazy("newly entered"),
    Nature.ENDED: gettext_lazy("left the register"),
    Nature.RESUMED: gettext_lazy("came back"),
    Nature.REGRADED: gettext_lazy("regraded"),
    Nature.RECLASSIFIED: gettext_lazy("reclassified"),
}


def reason_of(problem: Problem) -> tuple[str, str]:
    """Reason and repair in the reader's language."""
    words = PROBLEMS[problem.code]
    return str(words.reason) % problem.values, str(words.repair) % problem.values


def remark_of(remark: Remark) -> str:
    """A remark in the reader's language."""
    return remark_text(remark.code, remark.values)


def remark_text(code: str, values: Mapping[str, str]) -> str:
    """The same from its parts, as an import keeps them."""
    return str(REMARKS[code]) % values


def credit_code_words(error: CreditCodeError, typed: str) -> tuple[str, str]:
    """Reason and repair for a credit code: the wrong place and the likely character."""
    if error.code == "empty":
        return _("is blank."), _("Type the 18 characters of the credit code.")
    if error.code == "length":
        reason = _("has %(found)s characters.") % {"found": error.found}
        return reason, _("A credit code has 18, an old registration number 15.")
    if error.code == "check":
        reason = _(
            "does not check: character 18 is %(found)s, for the 17 before it it would be "
            "%(repair)s."
        ) % {"found": error.found, "repair": error.repair}
        return reason, _("Compare it with the licence; one character is wrong.")
    reason = _("has %(found)s at place %(place)d, which a credit code never has there.") % {
        "found": error.found,
        "place": error.place,
    }
    if whole := repaired(typed):
        return reason, _("Probably %(whole)s. Compare it with the licence.") % {"whole": whole}
    if error.repair:
        return reason, _("Probably %(repair)s. Compare it with the licence.") % {
            "repair": error.repair
        }
    return reason, _("Compare it with the licence.")
