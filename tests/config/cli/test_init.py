"""The first day: from an empty database to a code that opens, and no second time."""

import re
import stat
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from yaohao.config import envfile
from yaohao.config.cli import main
from yaohao.config.https import Files
from yaohao.ground.accounts.models import Bureau, Section, User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.models import Entry
from yaohao.ground.calendars.queries import last_published_year
from yaohao.ground.keys.vault import key_file

CODE = re.compile(r"\b\w{4}(?:-\w{4}){3}\b")
OPTIONS = {
    "--code": "140700",
    "--bureau": "榆川市应急管理局",
    "--short-name": "榆川应急",
    "--document-word": "榆应急",
    "--administrator-name": "安全员",
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, db: None) -> Path:
    """An empty home; the database of the test is empty too."""
    settings.YAOHAO_HOME = tmp_path
    settings.YAOHAO_KEYS = tmp_path / "keys"
    return tmp_path


def init(*more: str, without: str = "") -> int:
    """Run `yaohao init` with sound options; the exit code."""
    options = [part for name, value in OPTIONS.items() if name != without for part in (name, value)]
    return main(["init", *options, *more])


def test_the_code_printed_once_opens_the_first_session(capsys: pytest.CaptureFixture[str]) -> None:
    assert init("--section", "fg=政策法规科", "--https", "none") == 0
    printed = capsys.readouterr().out
    code = CODE.search(printed)
    assert code is not None
    browser = Client()
    data = {"username": "security", "password": code.group()}
    browser.post(reverse("accounts:sign-in"), data)
    answer = browser.get(reverse("accounts:people"))
    assert answer.headers["Location"] == reverse("accounts:password")
    new = {"new_password1": "Guanlan-2026-xin", "new_password2": "Guanlan-2026-xin"}
    browser.post(reverse("accounts:password"), new)
    assert browser.get(reverse("accounts:people")).status_code == 200
    again = Client().post(reverse("accounts:sign-in"), data)
    assert again.status_code == 200


def test_everything_is_there_afterwards(home: Path) -> None:
    assert init("--section", "fg=政策法规科", "--name", "192.168.1.5") == 0
    bureau = Bureau.objects.get()
    assert (bureau.code, bureau.region, bureau.level) == ("140700", "140700", "city")
    assert Section.objects.get().name == "政策法规科"
    assert User.objects.get().roles == {Role.SECURITY_ADMIN}
    assert last_published_year() is not None
    assert stat.S_IMODE(key_file().stat().st_mode) == 0o600
    assert Files(home / "keys" / "https").present()
    assert envfile.read(home) == {
        "YAOHAO_ORIGIN": "yaohao.local/140700",
        "YAOHAO_HOSTS": "192.168.1.5,127.0.0.1,localhost",
        "YAOHAO_HTTPS": "yes",
    }
    trust = (home / "keys" / "https" / "trust.zh-hans.html").read_text(encoding="utf-8")
    assert "authority.crt" in trust
    assert "https://192.168.1.5" in trust
    actions = Entry.objects.order_by("index").values_list("action", "actor_id")
    assert list(actions) == [
        ("accounts.bureau.found", "system"),
        ("accounts.user.create", "system"),
    ]


def test_a_second_time_is_refused_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    init("--https", "none")
    before = (key_file().read_bytes(), User.objects.get().password)
    capsys.readouterr()
    assert init("--https", "none", "--code", "150100") == 1
    said = capsys.readouterr()
    assert "已为榆川市应急管理局完成初始化" in said.err
    assert CODE.search(said.out) is None
    assert (key_file().read_bytes(), User.objects.get().password) == before


@pytest.mark.parametrize("option", OPTIONS)
def test_what_is_not_said_is_asked_for(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert init("--https", "none", without=option) == 1
    assert option in capsys.readouterr().err
    assert not Bureau.objects.exists()


@pytest.mark.parametrize(
    ("option", "value", "word"),
    [
        ("--code", "14070", "六位"),
        ("--level", "village", "province"),
        ("--section", "政策法规科", "代码=名称"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_set_up(
    option: str, value: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init("--https", "none", option, value) == 1
    assert word in capsys.readouterr().err
    assert not Bureau.objects.exists()
    assert not User.objects.exists()


def test_answers_are_taken_from_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["140700", "榆川市应急管理局", "榆川应急", "榆应急", "", "", "安全员"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _prompt: next(answers))
    assert main(["init", "--https", "none"]) == 0
    assert User.objects.get().username == "security"


def test_half_of_a_supplied_certificate_is_refused(home: Path) -> None:
    assert init("--cert", str(home / "a.pem")) == 1
    assert not Bureau.objects.exists()
    assert init("--https", "none") == 0
