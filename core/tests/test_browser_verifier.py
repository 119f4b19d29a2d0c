"""The verifier of the browser agrees with this one, record by record, on good, bad and mutated."""

import random
import re
import shutil
import struct
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from fairdraw import browser, container, ledgerfile
from fairdraw.entries import Entry, parse
from fairdraw.record import LOG
from fairdraw.verify import verify
from playwright._impl._driver import compute_driver_executable

from core.vectors import generate
from core.vectors.long_stories import cosigned, three_rounds
from core.vectors.story import Story

HERE = Path(__file__).parent
SOURCES = Path(browser.__file__).parent
VECTORS = Path(generate.__file__).parent
MUTATIONS = 1_500


class Node:
    """The browser's verifier in one long-lived process."""

    def __init__(self, folder: Path) -> None:
        found = compute_driver_executable()
        node = found[0] if isinstance(found, tuple) else found
        (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
        script = folder / "run.mjs"
        shutil.copy(HERE / "browser_verifier.mjs", script)
        self._process = subprocess.Popen(
            [str(node), str(script), str(folder / "verify.js")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def __call__(self, data: bytes) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(struct.pack(">I", len(data)) + data)
        self._process.stdin.flush()
        return self._process.stdout.readline().decode().rstrip("\n")

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    made = started(tmp_path_factory.mktemp("browser"))
    yield made
    made.close()


def started(folder: Path, old: str = "", new: str = "") -> Node:
    for path in SOURCES.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text.replace(old, new) if old else text, encoding="utf-8")
    return Node(folder)


def here(data: bytes) -> str:
    report = verify(data)
    return f"{report.outcome} {report.fault.code if report.fault else ''} {report.level}"


def test_every_golden_vector_is_judged_alike(node: Node) -> None:
    paths = sorted(VECTORS.glob("*/records/*")) + sorted(VECTORS.glob("*/doors/*"))
    assert len(paths) > 250
    wrong = [p.name for p in paths if node(p.read_bytes()) != here(p.read_bytes())]
    assert wrong == []


def mutated(data: bytes, seed: int) -> bytes:
    """A byte changed, inserted or removed; or a value of an entry or a line, in a right file."""
    chance = random.Random(seed)
    if chance.random() < 0.3:
        place = chance.randrange(len(data))
        tail = data[place + chance.randrange(2) :]
        return data[:place] + bytes([chance.randrange(256)]) * chance.randrange(2) + tail
    members = container.load(data)
    name = chance.choice([LOG, LOG, *members])
    if name == LOG:
        raws = ledgerfile.parse(members[LOG])
        which = chance.randrange(len(raws))
        entry = parse(raws[which])
        fields = list(entry.fields)
        place = chance.randrange(len(fields))
        key, value = fields[place]
        other = chance.choice(fields)[1]
        fields[place] = key, chance.choice([other, _bumped(value, chance)])
        raws[which] = Entry(entry.kind, tuple(fields)).raw
        if chance.random() < 0.2:
            raws.insert(chance.randrange(len(raws)), raws.pop(chance.randrange(len(raws))))
        members[LOG] = ledgerfile.dump(raws)
    else:
        lines = members[name].splitlines(keepends=True) or [b"\n"]
        place = chance.randrange(len(lines))
        text = lines[place].decode("utf-8", "replace")
        lines[place] = _bumped(text, chance).encode("utf-8", "replace")
        members[name] = b"".join(lines)
    return container.dump(members.items())


def _bumped(value: str, chance: random.Random) -> str:
    place = chance.randrange(len(value))
    return value[:place] + chance.choice("019afAZ-\t =镇") + value[place + 1 :]


def test_mutated_records_are_judged_alike(node: Node) -> None:
    originals = [Story().tell().record(), three_rounds().record(), cosigned().record()]
    different = []
    for seed in range(MUTATIONS):
        data = mutated(originals[seed % 3], seed)
        if node(data) != here(data):
            different.append((seed, node(data), here(data)))
    assert different == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("if (!won) throw", "if (false) throw"),
        ('throw new Fault("seal-root"', 'void ("seal-root"'),
        ("if (!able.has(number)) continue;", ""),
    ],
)
def test_control_a_broken_check_is_noticed(tmp_path: Path, old: str, new: str) -> None:
    broken = started(tmp_path, old, new)
    try:
        paths = sorted(VECTORS.glob("*/records/*")) + sorted(VECTORS.glob("*/doors/*"))
        assert any(broken(p.read_bytes()) != here(p.read_bytes()) for p in paths)
    finally:
        broken.close()


def test_the_page_is_one_file_without_an_address() -> None:
    page = browser.page().decode()
    assert browser.page().decode() == page
    assert not re.search(r"https?://|import |crypto\.subtle|innerHTML|eval\(", page)
    assert "default-src 'none'" in page
    assert len(browser.digest()) == 64


def test_a_page_with_a_record_is_the_same_page_and_its_bytes() -> None:
    record = (VECTORS / "good/records/sm3.zip").read_bytes()
    made = browser.page(record, 'a"<b>.zip').decode()
    carried = re.search(r'<script id="record" [^\n]*</script>\n', made)
    assert carried
    assert made.replace(carried[0], "") == browser.page().decode()
    assert b64decode(carried[0].split(">", 1)[1].split("<", 1)[0]) == record
    assert 'data-name="a&quot;&lt;b&gt;.zip"' in carried[0]
