"""The command line: help in both languages, refusals in words, the server's own command."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from tests.cast import Cast
from yaohao.config.cli import MODULES, build_parser, main, serve, upgrade
from yaohao.config.cli.language import wanted_language
from yaohao.config.https import Files
from yaohao.ground.accounts.models import User
from yaohao.ground.audit.queries import of_subject

SUBCOMMANDS = [name.replace("_", "-") for name in MODULES]


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_each_command_has_help_in_chinese_and_english(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = []
    for language in ("zh-hans", "en"):
        with translation.override(language), pytest.raises(SystemExit) as end:
            build_parser().parse_args([name, "--help"])
        assert end.value.code == 0
        texts.append(capsys.readouterr().out)
    assert "用法：" in texts[0]
    assert texts[1].startswith(f"usage: yaohao {name}")
    assert texts[0] != texts[1]


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_each_command_is_in_the_overview_with_a_sentence(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with translation.override("en"), pytest.raises(SystemExit):
        build_parser().parse_args(["--help"])
    lines = capsys.readouterr().out.splitlines()
    place = next(index for index, line in enumerate(lines) if line.split()[:1] == [name])
    assert len(" ".join(lines[place : place + 2]).split()) > 3


def test_no_command_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as end:
        main([])
    assert end.value.code == 2


@pytest.mark.parametrize(
    ("variables", "encoding", "language"),
    [
        ({}, "utf-8", "zh-hans"),
        ({"LANG": "C.UTF-8"}, "utf-8", "zh-hans"),
        ({"LANG": "en_US.UTF-8"}, "utf-8", "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "utf-8", "zh-hans"),
        ({"LANG": "zh_CN.UTF-8", "YAOHAO_LANGUAGE": "en"}, "utf-8", "en"),
        ({}, "ascii", "en"),
        ({}, None, "en"),
        ({"LANG": "zh_CN.GB18030"}, "gb18030", "zh-hans"),
    ],
)
def test_the_language_of_the_terminal(
    variables: dict[str, str],
    encoding: str | None,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("YAOHAO_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert wanted_language(encoding) == language


def test_a_new_code_for_somebody_locked_out(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["code", "security", "--reason", "忘记密码"]) == 0
    code = capsys.readouterr().out.strip()
    assert User.objects.get(username="security").check_password(code)
    entry = of_subject("accounts.user:security").get()
    assert (entry.actor_id, entry.reason) == ("system", "忘记密码")


@pytest.mark.django_db
def test_a_code_for_nobody_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["code", "nobody", "--reason", "x"]) == 1
    assert "nobody" in capsys.readouterr().err


@pytest.mark.django_db
def test_https_needs_a_bureau(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["https"]) == 1
    assert "yaohao init" in capsys.readouterr().err


@pytest.mark.parametrize("secure", [True, False])
def test_serve_becomes_the_server(
    secure: bool,
    tmp_path: Path,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    became: list[list[str]] = []
    settings.YAOHAO_KEYS = tmp_path

    def become(_file: str, line: list[str]) -> None:
        became.append(line)
        raise SystemExit

    monkeypatch.setattr(os, "execv", become)
    monkeypatch.setenv("YAOHAO_HTTPS", "")
    files = Files(tmp_path / "https")
    if secure:
        files.folder.mkdir()
        files.server.touch()
        files.server_key.touch()
    with pytest.raises(SystemExit):
        main(["serve", "--port", "8123"])
    line = became[0]
    assert line[:3] == [sys.executable, "-m", "gunicorn"]
    assert "127.0.0.1:8123" in line
    assert ("--certfile" in line) is secure
    assert (os.environ["YAOHAO_HTTPS"] == "yes") is secure
    scheme = "https" if secure else "http"
    assert f"{scheme}://127.0.0.1:8123/" in capsys.readouterr().out


def test_an_ipv6_address_gets_brackets() -> None:
    assert serve.address(argparse.Namespace(host="::1", port=8000)) == "[::1]:8000"


@pytest.mark.django_db
def test_an_upgrade_says_that_nothing_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    with translation.override("en"):
        assert upgrade.run(argparse.Namespace()) == 0
    assert "at this version already" in capsys.readouterr().out
