"""Writes the golden vectors: `python -m core.vectors.generate [DIR]` from the top of the tree.

Deterministic: the committed files are compared with a fresh run, byte for byte, by a test. A
change of any file means that the protocol changed. Run as a command it also fills the computation
into spec/7-example.md.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fairdraw import seal
from fairdraw.digest import hasher
from fairdraw.pool import commitment
from fairdraw.proof import Doors
from fairdraw.tables import Tables

from core.vectors import (
    bad_draws,
    bad_files,
    bad_long,
    bad_stories,
    boundaries,
    example,
    example_page,
    long_stories,
    sessions,
    steps,
)
from core.vectors.story import ANNOUNCED, KEY, Story

HERE = Path(__file__).parent
LEVELS = {
    "cosigned-by-strangers-too": "cosigned",
    "cosigned-dice-on-the-table-aborted": "cosigned",
    "cosigned-fallback": "cosigned",
    "drand": "source",
    "exercise": "exercise",
    "lottery": "source",
    "lottery-too-soon-and-never-logged-aborted": "source",
    "witnesses-alone": "operator",
}
"""The level of assurance of each good file that does not end in dice."""


def files() -> Iterator[tuple[str, bytes]]:
    """Yield every vector file: its path below the folder, and its bytes."""
    yield from _steps()
    names = []
    for name, data in _good():
        names.append(name.removeprefix("good/"))
        yield name, data
    lines = (f"{name}\t{LEVELS.get(Path(name).stem, 'hall')}\n" for name in sorted(names))
    yield "good/levels/levels.tsv", "".join(lines).encode()
    yield from _bad()


def _steps() -> Iterator[tuple[str, bytes]]:
    for name, cases in steps.cases().items():
        text = json.dumps(cases, ensure_ascii=False, indent=1) + "\n"
        yield f"good/steps/{name}.json", text.encode()


def good_stories() -> dict[str, Story]:
    """Return draws that prove, by name."""
    server = replace(ANNOUNCED, sources=("server",), exercise=True)
    bare = replace(ANNOUNCED, roles=(), rungs=(), fresh=())
    everyone = replace(
        bare, strata=tuple(s._replace(rule="ratio", value=10_000) for s in bare.strata)
    )
    nobody = replace(bare, strata=tuple(s._replace(rule="number", value=0) for s in bare.strata))
    six = replace(ANNOUNCED, sources=("witnesses", "server", "dice d6 50"))
    guomi = replace(ANNOUNCED, hash="sm3", commitment=commitment(KEY, hasher("sm3")))
    alone = replace(ANNOUNCED, sources=("witnesses",))
    return {
        "whole": Story(),
        "exercise": Story(server, witnesses=0),
        "d6-and-server": Story(six, throws="12345612345612345612345612345612345612345612345612"),
        "all-opened": Story(unopened=0),
        "sm3": Story(guomi),
        "witnesses-alone": Story(alone),
        "no-teams-all-drawn": Story(everyone, tables=Tables()),
        "no-teams-none-drawn": Story(nobody, tables=Tables()),
    }


def _good() -> Iterator[tuple[str, bytes]]:
    for name, story in good_stories().items():
        yield f"good/records/{name}.zip", story.tell().record()
    for name, data in sessions.good():
        yield f"good/records/{name}.zip", data
    for name, data in boundaries.good():
        yield f"good/records/{name}.zip", data
    yield "good/records/worked-example.zip", example.record()
    story = Story().tell()
    yield "good/records/without-log-own.zip", story.record(whole=False)
    yield "good/records/three-rounds-own.zip", long_stories.three_rounds().record(whole=False)
    for name, data in _doors(story):
        yield f"good/doors/{name}.txt", data


def _doors(story: Story) -> Iterator[tuple[str, bytes]]:
    announce = story.by_kind["announce"][0]
    doors = Doors(log=story.log, announce=announce, rows=story.pool, sealed=story.lines, key=KEY)
    for position in range(len(story.result.visits)):
        yield f"position-{position}", doors.proof(position)
    for name, told in (
        ("round", long_stories.three_rounds()),
        ("sm3-round", long_stories.three_rounds(hash_name="sm3")),
    ):
        for number, lines in told.sealed.items():
            yield f"{name}-{number}", told.doors(number).proof(len(seal.visits(lines)) - 1)


def _bad() -> Iterator[tuple[str, bytes]]:
    story = Story().tell()
    good = story.record()
    for made in (bad_files.containers(good), bad_files.edits(good), bad_files.cuts(story)):
        for name, data in made:
            yield f"bad/records/{name}.zip", data
    for stories in (
        bad_stories.announcements(), bad_stories.acts(), bad_stories.randomness(),
        bad_draws.pools(), bad_draws.lists(), bad_draws.results(),
    ):  # fmt: skip
        for name, forged in stories:
            yield f"bad/records/{name}.zip", forged.tell().record()
    for told in (
        bad_long.rounds(), bad_long.results(), bad_long.following(), bad_long.ends(),
        bad_long.sources(), bad_long.others(),
    ):  # fmt: skip
        for name, chronicle in told:
            yield f"bad/records/{name}.zip", chronicle.record()
    for name, data in boundaries.bad():
        yield f"bad/records/{name}.zip", data
    for name, data in bad_draws.doors(story):
        yield f"bad/doors/{name}.txt", data


def main(folder: Path = HERE) -> int:
    """Write all files, remove stale ones, and return how many there are."""
    made = dict(files())
    for part in ("good", "bad"):
        for path in folder.glob(f"{part}/*/*"):
            if str(path.relative_to(folder)) not in made:
                path.unlink()
    for name, data in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return len(made)


if __name__ == "__main__":
    print(main(*map(Path, sys.argv[1:])))
    example_page.write()
