"""The command: exit codes, both languages, from a csv to a proved record."""

import io
import json
from pathlib import Path

import pytest
from fairdraw.cli import main

from core.vectors.story import THROWS, Story

POOL = "id,stratum,reason\n" + "".join(
    f"ID{n:03},{'A' if n % 3 else 'B'},{'CLOSED' if n == 5 else '-'}\n" for n in range(40)
)
OFFICERS = "certificate,bureau,valid_from,valid_to,cap\n" + "".join(
    f"证{n},局,2020-01-01,2099-12-31,5\n" for n in range(4)
)
BY = ("--by", "甲", "--by", "乙")


@pytest.fixture
def sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    Path("pool.csv").write_text("\ufeff" + POOL, encoding="utf-8")
    Path("officers.csv").write_text(OFFICERS, encoding="utf-8")
    return tmp_path


def test_draw_verify_why(sheets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawing = ("draw", "pool.csv", "-o", "r.zip", *BY, "--quota", "B=3", "--ratio", "12.5%")
    assert main([*drawing, "--exercise", "--officers", "officers.csv"]) == 0
    assert capsys.readouterr().out == "r.zip: 6 / 40\n"
    assert main(["verify", "r.zip"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("EXERCISE")
    assert said.endswith("PROVED\n")
    assert "Assurance: exercise" in said
    assert main(["why", "r.zip", "ID005", "--lang", "zh"]) == 0
    assert "公开的理由" in capsys.readouterr().out
    assert main(["why", "r.zip", "ID001", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "ID001"


def test_dice_are_asked_for(
    sheets: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(THROWS + "\n"))
    assert main(["draw", "pool.csv", "-o", "r.zip", *BY, "--dice", "d10"]) == 0
    assert "log 3 " in capsys.readouterr().err
    assert main(["verify", "r.zip"]) == 0
    assert "Assurance: the hall" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("--dice", "d10", "--throws", "123"), "dice-count"),
        (("--dice", "d6", "--throws", "7" * 50), "dice-face"),
        (("--exercise", "--ratio", "101%"), "ratio-high"),
        (("--exercise", "--ratio", "5"), ""),
        (("--exercise", "--ratio", "5.125%"), "option"),
        (("--exercise", "--quota", "A"), "option"),
        (("--exercise", "--window", "2026-13-01", "x"), "option"),
        (("--exercise", "--officers", "officers.csv", "--cap", "4"), "cap-high"),
        (("--exercise", "--officers", "few.csv", "--ratio", "50%"), "not-staffable"),
        (("--exercise", "--officers", "pool.csv"), "csv-columns"),
        (("--exercise", "--officers", "torn.csv"), "csv-row"),
    ],
)
def test_refusals_name_their_reason(
    sheets: Path, capsys: pytest.CaptureFixture[str], change: tuple[str, ...], code: str
) -> None:
    few = "certificate,bureau,valid_from,valid_to\n证,局,2020-01-01,2099-12-31\n"
    Path("few.csv").write_text(few, encoding="utf-8")
    Path("torn.csv").write_text(few + "证,局\n", encoding="utf-8")
    result = main(["draw", "pool.csv", "-o", "r.zip", *BY, *change])
    assert result == (1 if code else 0)
    assert code in capsys.readouterr().err
    assert Path("r.zip").exists() == (not code)


def test_one_person_cannot_announce(sheets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alone = [
        "draw",
        "pool.csv",
        "-o",
        "r.zip",
        "--by",
        "甲",
        "--by",
        "甲",
        "--exercise",
        "--lang",
        "zh",
    ]
    assert main(alone) == 1
    assert "一人不能签两次" in capsys.readouterr().err


def test_exit_codes_of_verify(sheets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = Story().tell()
    Path("whole.zip").write_bytes(story.record())
    Path("own.zip").write_bytes(story.record(whole=False))
    Path("bad.zip").write_bytes(story.record()[:-1])
    assert main(["verify", "whole.zip"]) == 0
    assert main(["verify", "own.zip", "whole.zip"]) == 3
    assert main(["verify", "bad.zip", "own.zip"]) == 1
    assert main(["verify", "absent.zip"]) == 2
    assert main(["verify", "whole.zip", "--head", f"1 {'0' * 64}"]) == 1
    with pytest.raises(SystemExit) as wrong:
        main(["verify", "whole.zip", "--head", "1"])
    assert wrong.value.code == 2
    capsys.readouterr()
    assert main(["verify", "bad.zip", "--json"]) == 1
    (report,) = json.loads(capsys.readouterr().out)
    assert report["fault"]["code"] == "container-truncated"
    assert [check["outcome"] for check in report["checks"]][:2] == ["fault", "not-checked"]


def test_the_language_comes_from_the_environment(
    sheets: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("whole.zip").write_bytes(Story().tell().record())
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    main(["verify", "whole.zip"])
    assert capsys.readouterr().out.endswith("验证通过\n")


def test_vectors(sheets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vectors"]) == 0
    done, of = capsys.readouterr().out.split(" / ")
    assert int(done) == int(of) > 200
    assert main(["vectors", "nowhere"]) == 2
    Path("empty").mkdir()
    assert main(["vectors", "empty"]) == 1
