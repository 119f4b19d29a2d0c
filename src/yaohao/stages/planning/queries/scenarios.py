"""Reading scenarios."""

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.planning.models import Scenario, ScenarioQuerySet
from yaohao.stages.registers.models import Officer


def scenarios(bureau: Bureau) -> ScenarioQuerySet:
    """The scenarios of a bureau, the newest first."""
    rows = Scenario.objects.filter(bureau=bureau).select_related("by", "bureau")
    return rows.order_by("-year", "-at", "-pk")


def scenario(pk: int, bureau: Bureau) -> Scenario:
    """One scenario of a bureau; Scenario.DoesNotExist for a foreign one."""
    return scenarios(bureau).get(pk=pk)


def officer_names(bureau: Bureau) -> dict[str, str]:
    """Certificate to name."""
    return dict(Officer.objects.filter(bureau=bureau).values_list("certificate", "name"))


def officer_keys(bureau: Bureau) -> dict[str, int]:
    """Certificate to key."""
    return dict(Officer.objects.filter(bureau=bureau).values_list("certificate", "pk"))
