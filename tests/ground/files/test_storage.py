"""Files by digest: stored whole or not at all."""

import hashlib
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from yaohao.ground.files import storage as storage_module
from yaohao.ground.files.storage import (
    FileDamagedError,
    FileTooLargeError,
    Storage,
    chunks,
    storage,
)

CONTENT = b"record " * 1000
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> Storage:
    return Storage(tmp_path / "files", limit=10_000)


def everything(store: Storage) -> list[Path]:
    return [path for path in store.root.rglob("*") if path.is_file()]


def test_a_stream_is_kept_under_its_digest(store: Storage) -> None:
    stored = store.put(chunks(io.BytesIO(CONTENT)))
    assert (stored.digest, stored.size) == (DIGEST, len(CONTENT))
    assert store.path(DIGEST) == store.root / DIGEST[:2] / DIGEST[2:4] / DIGEST
    assert store.exists(DIGEST)
    assert store.read(DIGEST) == CONTENT
    with store.open(DIGEST) as stream:
        assert stream.read(6) == b"record"


def test_the_same_content_is_kept_once(store: Storage) -> None:
    assert store.put_bytes(CONTENT) == store.put([CONTENT[:7], CONTENT[7:]])
    assert everything(store) == [store.path(DIGEST)]


def test_a_file_over_the_limit_leaves_nothing(store: Storage) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield bytes(1000)

    with pytest.raises(FileTooLargeError, match="more than 10000 bytes") as caught:
        store.put(endless())
    assert caught.value.limit == 10_000
    assert everything(store) == []


def test_a_broken_upload_leaves_nothing(store: Storage) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store.put(broken())
    assert everything(store) == []


def test_a_name_exists_only_after_the_bytes_are_on_the_disk(
    store: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[bool] = []
    original = os.fsync

    def fsync(handle: int) -> None:
        synced.append(store.exists(DIGEST))
        original(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    store.put_bytes(CONTENT)
    # The content first, then every folder down to it, and the one that holds them all.
    assert synced == [False, True, True, True, True]


def test_folders_that_somebody_else_made_are_synced_too(
    store: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between making and syncing them, he would take our file with him at a power cut."""
    target = store.path(DIGEST)
    target.parent.mkdir(parents=True)
    synced: list[Path] = []
    monkeypatch.setattr(storage_module, "_sync_folder", synced.append)
    store.put_bytes(CONTENT)
    assert synced == [target.parent, target.parent.parent, store.root, store.root.parent]


def test_damage_is_noticed(store: Storage) -> None:
    store.put_bytes(CONTENT)
    store.check(DIGEST)
    store.path(DIGEST).write_bytes(CONTENT[:-1])
    with pytest.raises(FileDamagedError):
        store.read(DIGEST)
    with pytest.raises(FileDamagedError):
        store.check(DIGEST)
    store.put_bytes(CONTENT)
    assert store.read(DIGEST) == CONTENT


def test_what_is_not_kept(store: Storage) -> None:
    assert not store.exists(DIGEST)
    with pytest.raises(FileNotFoundError):
        store.read(DIGEST)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", DIGEST.upper(), DIGEST + "\n"])
def test_only_a_digest_is_a_name(store: Storage, digest: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256 digest"):
        store.exists(digest)


def test_the_storage_of_the_product_lies_in_what_a_backup_takes(settings: object) -> None:
    assert storage().root == settings.YAOHAO_DATA / "files"  # type: ignore[attr-defined]
    assert storage().limit == settings.YAOHAO_MAX_UPLOAD  # type: ignore[attr-defined]
