"""What a circular says of itself: violations by point, and what several enterprises share."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import override

from yaohao.stages.draw.models import Draw
from yaohao.stages.inspection.models import Problem, Question
from yaohao.stages.inspection.rules import VISITED, Result

SHARED = 2  # enterprises that fail the same point make it common (article 18: 普遍性问题)


@override("zh-hans")  # the words of a paper
def findings(draw: Draw) -> str:
    """Every problem of the task, one a line, without the names of enterprises."""
    rows = Problem.objects.filter(inspection__draw=draw, inspection__state__in=VISITED)
    texts = rows.order_by("inspection__number", "number").values_list("text", "major")
    return "\n".join(
        f"{number}. {text}" + (_(" (major hazard)") if major else "")
        for number, (text, major) in enumerate(texts, 1)
    )


@override("zh-hans")
def common_problems(draw: Draw) -> str:
    """Points that at least `SHARED` enterprises do not meet, the most frequent first."""
    rows = Question.objects.filter(
        inspection__draw=draw, inspection__state__in=VISITED, result=Result.FAIL.value
    )
    counted = rows.values("text").annotate(firms=Count("inspection", distinct=True))
    shared = counted.filter(firms__gte=SHARED).order_by("-firms", "text")
    return "\n".join(
        _("%(point)s: %(count)d enterprises") % {"point": row["text"], "count": row["firms"]}
        for row in shared
    )
