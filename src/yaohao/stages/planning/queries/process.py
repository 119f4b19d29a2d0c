"""Who is asked about a line on its way to the director, and what was said (articles 3 and 4)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Q, Value, When
from django.utils import timezone

from yaohao.ground.accounts.models import Bureau, Section, User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.queries import of_subject
from yaohao.stages.planning.models import (
    Line,
    LineQuerySet,
    Membership,
    MembershipQuerySet,
    Opinion,
    Resolution,
)
from yaohao.stages.planning.rules import LineState, Organ, Post, next_stop


@dataclass(frozen=True, slots=True)
class Asked:
    """A section that the line names, and what it said since the line was last handed in."""

    section: Section
    opinion: Opinion | None


def sections_to_ask(line: Line) -> list[Section]:
    """The responsible section and those of the own bureau that join, by code."""
    partners = line.partners.exclude(section=None).values("section")
    named = Section.objects.filter(Q(pk=line.section_id) | Q(pk__in=partners))
    return list(named.order_by("code"))


def headless(sections: list[Section]) -> list[Section]:
    """Those of the sections that have no section head who could answer for them."""
    heads = User.objects.filter(
        is_active=True, section__in=sections, grants__role=Role.SECTION_HEAD.value
    )
    headed = set(heads.values_list("section", flat=True))
    return [section for section in sections if section.pk not in headed]


def asked(line: Line) -> list[Asked]:
    """Every section that is asked, with its opinion of this submission."""
    said = {each.section_id: each for each in _opinions(line)}
    return [Asked(section, said.get(section.pk)) for section in sections_to_ask(line)]


def resolution(line: Line) -> Resolution | None:
    """What the leading group resolved since the line was last handed in."""
    return line.resolutions.filter(submission=line.submission).select_related("by").first()


def members(bureau: Bureau, on: date) -> MembershipQuerySet:
    """Who belongs to the organs of article 3 on a day: by organ, the heads first, then by name."""
    valid = Membership.objects.of(bureau).filter(since__lte=on)
    rows = valid.filter(Q(until=None) | Q(until__gte=on)).select_related("section", "person")
    organs = _rank("organ", Organ.GROUP, Organ.OFFICE, Organ.SECTION)
    posts = _rank("post", Post.LEADER, Post.DEPUTY, Post.MEMBER)
    ordered: MembershipQuerySet = rows.order_by(organs, posts, "name", "pk")
    return ordered


def has_leading_group(bureau: Bureau, on: date) -> bool:
    """Whether a leading group is on record for the day."""
    return members(bureau, on).filter(organ=Organ.GROUP.value).exists()


def handed_in_on(line: Line) -> date | None:
    """The day the line was last handed in, by the trail."""
    entries = of_subject(line.subject).filter(action="planning.line.submit")
    last = entries.order_by("-index").first()
    return timezone.localtime(last.at).date() if last else None


def first_stop(line: Line, on: date) -> LineState:
    """Where the line stops first when it is handed in on a day."""
    group = has_leading_group(line.bureau, on)
    return next_stop(sections=bool(sections_to_ask(line)), group=group)


def waiting_for_section(user: User) -> LineQuerySet:
    """The lines that wait for the opinion of the person's section."""
    if user.section_id is None:
        return Line.objects.none()
    lines = Line.objects.of(user.bureau).filter(state=LineState.OPINIONS.value)
    named = Q(section=user.section_id) | Q(partners__section=user.section_id)
    mine = lines.filter(named).distinct()
    said = [
        line.pk for line in mine
        if line.opinions.filter(submission=line.submission, section=user.section_id).exists()
    ]  # fmt: skip
    return mine.exclude(pk__in=said).select_related("plan").order_by("plan__year", "number")


def versions(line: Line) -> list[Line]:
    """Every version of the line's number in its plan, the first one first."""
    same = Line.objects.filter(plan=line.plan_id, number=line.number)
    return list(same.select_related("plan__bureau", "filing").order_by("version"))


def underway(line: Line) -> Line | None:
    """The later version that is being written or decided; None when there is none."""
    return Line.objects.filter(amends=line.pk).first()


def _rank(field: str, *values: Organ | Post) -> Case:
    """The order of the article, not of the alphabet."""
    return Case(
        *(When(**{field: value.value}, then=Value(place)) for place, value in enumerate(values))
    )


def _opinions(line: Line) -> list[Opinion]:
    rows = line.opinions.filter(submission=line.submission)
    return list(rows.select_related("section", "by"))
