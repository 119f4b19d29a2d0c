"""The installation's own settings file."""

import os
from pathlib import Path

import pytest

from yaohao.config import envfile
from yaohao.config.env import SettingError


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    envfile.write(tmp_path, {"YAOHAO_ORIGIN": "a/b", "YAOHAO_HOSTS": "a,b"})
    assert envfile.read(tmp_path) == {"YAOHAO_ORIGIN": "a/b", "YAOHAO_HOSTS": "a,b"}
    assert envfile.read(tmp_path / "nowhere") == {}


def test_the_environment_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YAOHAO_ONE", "environment")
    monkeypatch.setenv("YAOHAO_TWO", "x")
    monkeypatch.delenv("YAOHAO_TWO")
    envfile.write(tmp_path, {"YAOHAO_ONE": "file", "YAOHAO_TWO": "file"})
    envfile.load(tmp_path)
    assert (os.environ["YAOHAO_ONE"], os.environ["YAOHAO_TWO"]) == ("environment", "file")
    monkeypatch.delenv("YAOHAO_TWO")


def test_no_file_is_no_error(tmp_path: Path) -> None:
    before = dict(os.environ)
    envfile.load(tmp_path)
    assert dict(os.environ) == before


@pytest.mark.parametrize("line", ["nonsense", "PATH=/tmp"])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / envfile.NAME).write_text(f"# comment\n\n{line}\n")
    with pytest.raises(SettingError, match="line 3"):
        envfile.load(tmp_path)
