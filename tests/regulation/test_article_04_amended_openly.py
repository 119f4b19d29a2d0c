"""第四条: 抽查按照报市政务大厅管理中心备案的年度计划进行：改动也要备案。

A filed plan is amended openly: a later version goes the whole way again and says why; the one
before stays readable; what was drawn stays as it was drawn.
"""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.draw import Ceremony, ready
from tests.factories.planning import YEAR, filed_line, line_draft
from tests.factories.publication import publish_now
from yaohao.ground.accounts.models import User
from yaohao.stages.planning import operations as planning
from yaohao.stages.planning.models import Line
from yaohao.stages.publication.rules import Kind

WHY = "新《安全生产法》施行，抽查比例调整"


def refile(cast: Cast, line: Line) -> Line:
    """Amend the title of a line and carry the version to the hall."""
    new = planning.amend_line(by=cast.clerk, pk=line.pk, reason=WHY)
    draft = line_draft(line.item, title="调整后的抽查")
    planning.change_line(by=cast.clerk, pk=new.pk, draft=draft)
    planning.submit_line(by=cast.clerk, pk=new.pk)
    planning.approve_line(by=cast.director, pk=new.pk)
    planning.file_with_hall(
        by=cast.clerk, year=YEAR, receipt="补〔2〕号", filed_on=timezone.localdate()
    )
    return Line.objects.get(pk=new.pk)


def test_the_new_version_stands_only_when_it_is_filed(cast: Cast) -> None:
    line = filed_line(cast.city)
    new = planning.amend_line(by=cast.clerk, pk=line.pk, reason=WHY)
    planning.submit_line(by=cast.clerk, pk=new.pk)
    planning.approve_line(by=cast.director, pk=new.pk)
    with pytest.raises(planning.Refused):
        planning.file_with_hall(
            by=cast.clerk, year=YEAR, receipt=" ", filed_on=timezone.localdate()
        )
    assert Line.objects.get(pk=line.pk).state == "filed"
    assert Line.objects.get(pk=new.pk).state == "approved"


def test_both_versions_and_the_reason_are_read_inside_and_outside(
    cast: Cast, client: Client
) -> None:
    line = filed_line(cast.city, title="原来的抽查")
    new = refile(cast, line)
    publish_now(cast.clerk, Kind.PLAN, YEAR)
    public = client.get(reverse("portal:plan", args=[YEAR])).content.decode()
    assert all(words in public for words in ("原来的抽查", "调整后的抽查", WHY, "已由第2版替代"))
    for pk, other in ((line.pk, new.pk), (new.pk, line.pk)):
        page = _page(client, cast.auditor, pk)
        assert reverse("planning:line", args=[other]) in page
        assert WHY in page


def test_a_line_that_was_drawn_is_not_amended(cast: Cast) -> None:
    ceremony = Ceremony(cast, ready(cast))
    ceremony.prepare()
    ceremony.announce()
    with pytest.raises(planning.Refused, match=ceremony.number):
        planning.amend_line(by=cast.clerk, pk=ceremony.line.pk, reason=WHY)


def _page(client: Client, user: User, pk: int) -> str:
    client.force_login(user)
    return client.get(reverse("planning:line", args=[pk])).content.decode()
