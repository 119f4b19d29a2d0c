"""The public tables of tasks (公示表) on paper."""

from django.urls import reverse

from yaohao.ground.documents.download import PaperLink, links
from yaohao.ground.documents.models import Issued
from yaohao.ground.documents.queries import papers
from yaohao.stages.publication import queries
from yaohao.stages.publication.models import Snapshot
from yaohao.stages.publication.papers import subject_of
from yaohao.stages.publication.rules import Kind


def result_papers(snapshot: Snapshot) -> list[PaperLink]:
    """The papers of every task in a table of results; none for other tables."""
    if snapshot.kind != Kind.RESULTS.value:
        return []
    tasks = {row["task"] for row in queries.rows(snapshot)}
    return links(papers(*map(subject_of, tasks)), _address)


def _address(paper: Issued, suffix: str) -> str:
    task = paper.subject.removeprefix(subject_of(""))
    return reverse("publication:paper", args=[task, paper.pk, suffix])
