"""The register of officers of the demo bureau, as the rows of the sheet a clerk would import."""

from collections.abc import Iterator
from datetime import date, timedelta

from demo.chance import Chance
from demo.objects import TRADES
from demo.people import person

HEADER = ("姓名", "执法证号", "科室", "发证日期", "有效期至", "专业领域")
SECTIONS = ("监管一科", "监管二科", "监管三科", "监管四科", "职卫科", "执法支队")


def rows(region: str, count: int, today: date) -> Iterator[tuple[str, ...]]:
    """`count` officers of the bureau `region`; one in ten has a certificate about to end."""
    chance = Chance(f"officers {region}")
    fields = list(TRADES)
    for serial in range(1, count + 1):
        ends = today + timedelta(days=200 + chance.below(1200))
        if serial % 10 == 0:
            ends = today + timedelta(days=chance.below(40) - 10)
        led = sorted({fields[(serial + step * 3) % len(fields)] for step in range(4)})
        yield (
            person(chance),
            f"SF{region}{serial:03d}",
            SECTIONS[serial % len(SECTIONS)],
            (ends - timedelta(days=5 * 365)).isoformat(),
            ends.isoformat(),
            "；".join(led),
        )
