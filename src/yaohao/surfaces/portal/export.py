"""Downloads of what a page shows."""

from django.http import HttpRequest

from yaohao.ground.theme.parts import Export


def exports(request: HttpRequest, *kinds: str) -> list[Export]:
    """The links to the downloads of this page, with its filter."""
    links = []
    for kind in kinds:
        query = request.GET.copy()
        query.pop("page", None)
        query["format"] = kind
        links.append(Export(kind, f"?{query.urlencode()}"))
    return links
