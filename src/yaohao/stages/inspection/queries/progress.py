"""The figures of a task: counts alone, so that they tell nothing of a sealed envelope."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import public_draw
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import VISITED, State


@dataclass(frozen=True, slots=True)
class Progress:
    """Envelopes of a task by how far their visits have come."""

    drawn: int
    begun: int
    recorded: int
    reported: int
    void: int
    with_problems: int
    problems: int
    major: int

    @property
    def waiting(self) -> int:
        """How many are neither reported nor void."""
        return self.drawn - self.reported - self.void

    @property
    def complete(self) -> bool:
        """Whether the task can be summed up."""
        return self.waiting == 0 and self.drawn > 0

    def to_json(self) -> dict[str, int]:
        """As stored with the summary."""
        return asdict(self)


def progress(draw: Draw) -> Progress:
    """Counts of one task. `drawn` is what announcement and frozen list say will be drawn."""
    rows = Inspection.objects.filter(draw=draw)
    visited = rows.filter(state__in=VISITED)
    quota = sum(stratum.quota or 0 for stratum in public_draw(draw.number).strata)
    # An envelope without a place in the visit book never becomes an inspection.
    closed = draw.openings.filter(to="officers").exclude(void="").count()
    return Progress(
        drawn=quota,
        begun=rows.count(),
        recorded=visited.count(),
        reported=rows.filter(state=State.REPORTED.value).count(),
        void=rows.filter(state=State.VOID.value).count() + closed,
        with_problems=visited.filter(problems__isnull=False).distinct().count(),
        problems=visited.filter(problems__isnull=False).values("problems").count(),
        major=visited.filter(problems__major=True).values("problems").count(),
    )


@override("zh-hans")  # the words of a paper
def summary_text(draw: Draw, figures: Progress) -> str:
    """The first words of the summary to the hall."""
    return _(
        "Task %(number)s “%(title)s”: %(drawn)d enterprises drawn, %(recorded)d inspected, "
        "%(void)d not inspected with a reason; %(problems)d problems at %(firms)d enterprises, "
        "%(major)d of them major hazards."
    ) % {
        "number": draw.number,
        "title": draw.line.title,
        "drawn": figures.drawn,
        "recorded": figures.recorded,
        "void": figures.void,
        "problems": figures.problems,
        "firms": figures.with_problems,
        "major": figures.major,
    }
