"""Progress of long work: rising, complete, silent when the work is short."""

import pytest
from fairdraw.cli.progress import Progress
from fairdraw.verify import verify

from core.vectors.story import Story


def test_a_verification_tells_how_far_it_is() -> None:
    seen: list[tuple[int, int]] = []
    verify(Story().tell().record(), lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == ((0, 100), (100, 100))


def test_short_work_is_silent_and_long_work_is_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    progress = Progress("rows")
    progress(1, 4)
    assert capsys.readouterr().err == ""
    now = 102.0
    progress(2, 4)
    progress(3, 4)
    assert capsys.readouterr().err == "rows 2/4\r"
    progress(4, 4)
    assert capsys.readouterr().err == "rows 4/4\n"
