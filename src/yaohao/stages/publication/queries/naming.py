"""Names of bureaus for pages about the log, which knows their codes alone."""

from collections.abc import Iterable

from yaohao.ground.accounts.models import Bureau


def bureau_names(codes: Iterable[str]) -> dict[str, str]:
    """Code to name of these bureaus, also of those that have published nothing yet."""
    return dict(Bureau.objects.filter(code__in=codes).values_list("code", "name"))
