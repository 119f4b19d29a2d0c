"""Links that carry the filter of the page they stand on."""

from collections.abc import Iterable

from django.http import HttpRequest

from yaohao.ground.theme.parts import Export


def export_links(request: HttpRequest, kinds: Iterable[str]) -> list[Export]:
    """The downloads of exactly what a list shows, one of each kind."""
    links = []
    for kind in kinds:
        query = request.GET.copy()
        query["export"] = kind
        links.append(Export(kind, f"?{query.urlencode()}"))
    return links
