"""Places that a bureau can choose from."""

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.rules.regions import inside


def counties(bureau: Bureau) -> list[tuple[str, str]]:
    """(code, name) of today's regions inside the bureau's; the whole prefecture comes first.

    Where no table knows the province, the codes that its objects have.
    """
    table = region_table()
    known = [
        (region.code, region.name)
        for region in table.within(bureau.region)
        if not region.code.endswith("0000")
    ]
    if known:
        return known
    used = InspectionObject.objects.filter(bureau=bureau).values_list("region", flat=True)
    return [(code, code) for code in sorted(set(used)) if inside(code, bureau.region)]
