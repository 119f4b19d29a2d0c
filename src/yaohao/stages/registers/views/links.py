"""Links to the exports of a list whose page answers them itself."""

from django.http import HttpRequest

from yaohao.ground.sheets.download import TYPES
from yaohao.ground.theme.parts import Export


def export_links(request: HttpRequest) -> list[Export]:
    """Exactly what is shown, in every form."""
    links = []
    for kind in TYPES:
        query = request.GET.copy()
        query.pop("page", None)
        query["export"] = kind
        links.append(Export("Excel" if kind == "xlsx" else "CSV", f"?{query.urlencode()}"))
    return links
