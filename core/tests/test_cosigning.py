"""The witness's tool: it signs what continues the log it signed before, and nothing else."""

import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from fairdraw import ledgerfile
from fairdraw.checkpoint import (
    LONGEST,
    Checkpoint,
    check_log_signature,
    is_log_key,
    log_key,
    log_signature,
    parse,
)
from fairdraw.cli import main
from fairdraw.crypto import ed25519
from fairdraw.entries import build
from fairdraw.errors import Fault
from fairdraw.merkle import leaf, root
from fairdraw.policy import Policy, read_key, timestamp_of
from hypothesis import given
from hypothesis import strategies as st

ORIGIN, SECRET = "log.example/1", b"\x11" * 32
PUBLIC = ed25519.public_key(SECRET)
LOG_KEY = log_key(ORIGIN, PUBLIC)
NAME = "jiwei.example/yuchuan"


def entries(count: int, *, word: str = "n") -> list[bytes]:
    return [build("note", [("text", f"{word}{number}")]).raw for number in range(count)]


def headed(log: Sequence[bytes], *, secret: bytes = SECRET, origin: str = ORIGIN) -> Checkpoint:
    """The checkpoint of a log, signed by it."""
    bare = Checkpoint(origin, len(log), root([leaf(raw) for raw in log]).hex())
    signature = ed25519.sign(secret, bare.body)
    return bare.signed(log_signature(origin, ed25519.public_key(secret), signature))


@dataclass
class Desk:
    """The witness's folder."""

    folder: Path

    def __post_init__(self) -> None:
        self.key, self.answer = self.folder / "my.key", self.folder / "answer.txt"
        self.state = self.folder / "my.key.state"
        assert main(["cosign", "key", NAME, "-o", str(self.key)]) == 0

    def sign(self, log: Sequence[bytes], *more: str, note: bytes = b"", known: bool = False) -> int:
        (self.folder / "log.txt").write_bytes(ledgerfile.dump(log))
        (self.folder / "checkpoint.txt").write_bytes(note or headed(log).dump())
        files = [str(self.folder / name) for name in ("checkpoint.txt", "log.txt")]
        first = () if known or self.state.exists() else ("--log-key", LOG_KEY)
        keyed = ["--key", str(self.key), "-o", str(self.answer)]
        return main(["cosign", "sign", *files, *keyed, "--lang", "en", *first, *more])


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def test_a_key_is_for_its_owner_alone_and_made_once(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    public = capsys.readouterr().out.strip()
    assert read_key(public)[0] == NAME
    assert stat.S_IMODE(desk.key.stat().st_mode) == 0o600
    assert main(["cosign", "show", str(desk.key)]) == 0
    assert capsys.readouterr().out.strip() == public
    before = desk.key.read_bytes()
    assert main(["cosign", "key", NAME, "-o", str(desk.key)]) == 1
    assert "cosign-exists" in said(capsys)
    assert desk.key.read_bytes() == before


@pytest.mark.parametrize("name", ["", "two words", "a+b", "纪检组", "x" * 65])
def test_a_name_that_no_policy_could_hold_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["cosign", "key", name, "-o", str(tmp_path / "k")]) == 1
    assert "cosign-name" in said(capsys)
    assert not (tmp_path / "k").exists()


def test_signed_is_what_the_verifier_accepts(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    public = capsys.readouterr().out.strip()
    assert desk.sign(entries(5)) == 0
    answer = parse(desk.answer.read_bytes())
    assert answer.signatures[:1] == headed(entries(5)).signatures
    (line,) = answer.cosignatures()
    policy = Policy(1, dict([read_key(public)]))
    assert timestamp_of(policy, line, ORIGIN, answer.head)[0] == NAME
    assert "5 entries, 5 of them new" in capsys.readouterr().out


def test_a_log_that_grew_is_signed_again_and_again(desk: Desk) -> None:
    for size in (1, 2, 7, 7, 8):
        assert desk.sign(entries(size)) == 0
    # A log file fetched later than the checkpoint holds more than it needs.
    assert desk.sign(entries(12), note=headed(entries(9)).dump()) == 0


def test_a_fork_is_refused_loudly_and_nothing_is_signed(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.sign(entries(5)) == 0
    state, signed = desk.state.read_bytes(), desk.answer.read_bytes()
    for forked in (entries(5, word="x"), entries(9, word="x"), [*entries(4), *entries(4)]):
        capsys.readouterr()
        assert desk.sign(forked) == 1
        words = said(capsys)
        assert "FORK! NOT SIGNED" in words
        assert "cosign-fork" in words
        assert headed(entries(5)).dump().decode() in words
    assert (desk.state.read_bytes(), desk.answer.read_bytes()) == (state, signed)
    assert desk.sign(entries(6)) == 0


def test_an_older_checkpoint_is_refused(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.sign(entries(5)) == 0
    assert desk.sign(entries(5), note=headed(entries(4)).dump()) == 1
    assert "cosign-older" in said(capsys)


@pytest.mark.parametrize(
    ("log", "note", "code"),
    [
        (entries(4), headed(entries(5)).dump(), "cosign-short"),
        (entries(5, word="x"), headed(entries(5)).dump(), "cosign-root"),
        (entries(5), headed(entries(5), secret=b"\x12" * 32).dump(), "checkpoint-signature"),
        (entries(5), headed(entries(5)).dump()[:-1], "checkpoint-syntax"),
        ([b"no entry\n"], headed([b"no entry\n"]).dump(), "entry-syntax"),
    ],
)
def test_what_does_not_fit_together_is_not_signed(
    desk: Desk,
    capsys: pytest.CaptureFixture[str],
    log: list[bytes],
    note: bytes,
    code: str,
) -> None:
    assert desk.sign(log, note=note) == 1
    assert code in said(capsys)
    assert not desk.answer.exists()
    assert not desk.state.exists()


def test_the_key_of_the_log_is_needed_once_and_does_not_change(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.sign(entries(1), known=True) == 1
    assert "cosign-log-key" in said(capsys)
    for wrong in ("x", LOG_KEY[:-1], LOG_KEY.replace("log", "lug")):
        assert desk.sign(entries(1), "--log-key", wrong, known=True) == 1
        assert "cosign-log-key" in said(capsys)
    assert desk.sign(entries(1)) == 0
    other = log_key(ORIGIN, ed25519.public_key(b"\x12" * 32))
    assert desk.sign(entries(2), "--log-key", other) == 1
    assert "cosign-other-log" in said(capsys)
    elsewhere = headed(entries(2), origin="elsewhere")
    assert desk.sign(entries(2), note=elsewhere.dump()) == 1
    assert "cosign-other-log" in said(capsys)


def test_a_damaged_key_or_state_stops_everything(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.sign(entries(2)) == 0
    kept = desk.state.read_bytes()
    for spoilt in (b"", b"\xff", kept[:-2], kept.replace(b"\n2\n", b"\n1\n")):
        desk.state.write_bytes(spoilt)
        assert desk.sign(entries(3)) == 1
        assert "cosign-state" in said(capsys)
    desk.state.write_bytes(kept)
    for key in ("", "x", desk.key.read_text().replace("jiwei", "jjwei")):
        desk.key.write_text(key)
        assert desk.sign(entries(3)) == 1
        assert "cosign-key" in said(capsys)
    desk.key.unlink()
    assert desk.sign(entries(3)) == 2


def test_a_power_cut_before_the_answer_leaves_the_state_ahead(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_arguments: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("fairdraw.cli.cosigning.cosign", cut)
    with pytest.raises(KeyboardInterrupt):
        desk.sign(entries(5))
    monkeypatch.undo()
    assert not desk.answer.exists()
    assert desk.sign(entries(5, word="x")) == 1
    assert desk.sign(entries(5)) == 0


def test_both_languages(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.sign(entries(1), "--lang", "zh") == 0
    assert "已签署" in capsys.readouterr().out


@given(st.binary(max_size=200))
def test_reading_a_checkpoint_never_breaks(data: bytes) -> None:
    with suppress(Fault):
        assert parse(data).dump() == data


@given(st.integers(0, len(headed(entries(3)).dump()) - 1), st.integers(0, 255))
def test_one_byte_changed_is_noticed(place: int, value: int) -> None:
    note = headed(entries(3)).dump()
    changed = note[:place] + bytes([value]) + note[place + 1 :]
    if changed == note:
        return
    with pytest.raises(Fault):
        check_log_signature(parse(changed), LOG_KEY)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\n",
        headed(entries(1)).body,
        headed(entries(1)).body + b"\n",
        headed(entries(1)).dump().replace(b"\n1\n", b"\n01\n"),
        headed(entries(1)).dump().replace(b"\n\n", b"\nextension\n\n"),
        headed(entries(1)).dump().replace(b"\n", b"\r\n"),
        headed(entries(1)).dump().replace("— ".encode(), b"- "),
        headed(entries(1)).dump() + "— a b c\n".encode(),
        headed(entries(1)).dump() + b"\n",
        headed(entries(1)).dump() + b"x" * LONGEST,
    ],
)
def test_what_is_no_checkpoint_is_refused(data: bytes) -> None:
    with pytest.raises(Fault, match="checkpoint"):
        parse(data)


def test_a_log_key_is_told_from_others() -> None:
    assert is_log_key(LOG_KEY)
    for wrong in ("", "a+b", LOG_KEY[:-4], LOG_KEY.replace("+", "+0", 1), LOG_KEY + "="):
        assert not is_log_key(wrong)


def test_a_key_nobody_can_sign_with_is_told() -> None:
    assert ed25519.is_key(PUBLIC)
    for useless in (b"", b"\0" * 32, b"\1" + b"\0" * 31, b"\xff" * 32):
        assert not ed25519.is_key(useless)
