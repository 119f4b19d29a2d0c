"""Secrets open with their own key and under their own name, and not otherwise."""

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from yaohao.ground.keys import vault
from yaohao.ground.keys.models import Secret
from yaohao.ground.keys.operations import keep
from yaohao.ground.keys.queries import exists, read
from yaohao.ground.keys.vault import VaultError, key_file, make_key_file, seal, unseal

PLAIN = "封存结果-7f3a".encode()


@pytest.fixture
def other_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with another folder for keys, still empty."""
    place = tmp_path / "keys" / "vault.key"
    monkeypatch.setattr(vault, "key_file", lambda: place)
    return place


@pytest.mark.django_db
def test_what_is_kept_is_read_again() -> None:
    keep(name="draw/1/key", plain=PLAIN)
    assert (read("draw/1/key"), exists("draw/1/key"), exists("draw/2/key")) == (PLAIN, True, False)


@pytest.mark.django_db
def test_the_table_holds_ciphertext_alone() -> None:
    keep(name="a", plain=PLAIN)
    keep(name="b", plain=PLAIN)
    sealed = [bytes(value) for value in Secret.objects.values_list("sealed", flat=True)]
    assert all(PLAIN not in value for value in sealed)
    assert sealed[0] != sealed[1]


@pytest.mark.django_db
def test_a_name_is_kept_once() -> None:
    keep(name="a", plain=b"first")
    with pytest.raises(IntegrityError), transaction.atomic():
        keep(name="a", plain=b"second")
    assert read("a") == b"first"


@pytest.mark.django_db
def test_ciphertext_moved_to_another_name_does_not_open() -> None:
    keep(name="a", plain=b"first")
    keep(name="b", plain=b"second")
    Secret.objects.filter(name="b").update(sealed=Secret.objects.get(name="a").sealed)
    with pytest.raises(VaultError, match="“b”"):
        read("b")


@pytest.mark.parametrize("place", [0, 12, -1])
def test_a_changed_byte_does_not_open(place: int) -> None:
    sealed = bytearray(seal("a", PLAIN))
    sealed[place] ^= 1
    with pytest.raises(VaultError):
        unseal("a", bytes(sealed))


@pytest.mark.parametrize("length", [0, 11, 27])
def test_a_cut_ciphertext_does_not_open(length: int) -> None:
    with pytest.raises(VaultError):
        unseal("a", seal("a", PLAIN)[:length])


def test_another_key_does_not_open(other_place: Path) -> None:
    make_key_file()
    sealed = seal("a", PLAIN)
    other_place.unlink()
    make_key_file()
    with pytest.raises(VaultError, match="a"):
        unseal("a", sealed)


def test_a_missing_key_file_is_named(other_place: Path) -> None:
    with pytest.raises(VaultError, match=str(other_place)):
        seal("a", PLAIN)


def test_a_key_file_of_the_wrong_length_is_named(other_place: Path) -> None:
    other_place.parent.mkdir()
    other_place.write_bytes(b"short")
    with pytest.raises(VaultError, match="32"):
        seal("a", PLAIN)


def test_the_key_file_is_for_its_owner_alone_and_made_once(other_place: Path) -> None:
    assert make_key_file()
    assert other_place.stat().st_mode & 0o077 == 0
    before = other_place.read_bytes()
    assert not make_key_file()
    assert other_place.read_bytes() == before
    assert [file.name for file in other_place.parent.iterdir()] == ["vault.key"]


def test_the_key_lies_outside_the_folder_that_a_backup_takes(settings: object) -> None:
    data = Path(settings.YAOHAO_DATA)  # type: ignore[attr-defined]
    assert data not in key_file().parents
