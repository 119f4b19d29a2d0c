"""A disk that loses power: what was written, what was made to stay, and what may be left.

The strictest reading of POSIX: bytes stay when their file was synced, names when their folder was;
whatever else was written may stay, be gone, or be torn at any 512 bytes, each for itself. Changes
of names happen in their order (a journal), but how many of them stayed is open.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512  # bytes a disk writes whole
CALL = re.compile(r"^(\w+)\((.*)\) += (-?\d+)(<.*>)?$")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
HANDLE = re.compile(r"^\d+<((?:\\x[0-9a-f]{2}|[^>])*)>")
ESCAPED = re.compile(r"\\x([0-9a-f]{2})")
ARGUMENTS = (
    "-y", "-xx", "-s", "4000000",
    "-e", "trace=openat,pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink,mkdir,sendto",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `path` is absolute, `data`/`number` by its kind.

    `write` (data at number), `cut` (to number), `sync`, `make`, `folder`, `move` (data: the new
    path), `remove`, `said` (data: what went into the socket).
    """

    kind: str
    path: str = ""
    data: bytes = b""
    number: int = 0


def events(text: str) -> Iterator[Event]:
    """What strace wrote with `ARGUMENTS`, in order; calls that failed changed nothing."""
    for line in text.splitlines():
        found = CALL.match(line)
        if found and int(found[3]) >= 0:
            yield from _event(found[1], found[2], int(found[3]))


def _event(call: str, words: str, result: int) -> Iterator[Event]:
    texts = [_bytes(text) for text in TEXT.findall(words)]
    handle = HANDLE.match(words)
    path = _bytes(handle[1]).decode("utf-8", "replace") if handle else ""
    match call:
        case "sendto":
            yield Event("said", data=texts[0][:result])
        case "pwrite64":
            yield Event("write", path, texts[0][:result], int(words.rsplit(", ", 1)[1]))
        case "write":
            yield Event("write", path, texts[0][:result], -1)  # where the last one ended
        case "fsync" | "fdatasync":
            yield Event("sync", path)
        case "ftruncate":
            yield Event("cut", path, number=int(words.rsplit(", ", 1)[1]))
        case "openat" if "O_CREAT" in words or "O_TRUNC" in words:
            yield Event("make", texts[0].decode(), number=int("O_TRUNC" in words))
        case "rename":
            yield Event("move", texts[0].decode(), texts[1])
        case "unlink":
            yield Event("remove", texts[0].decode())
        case "mkdir":
            yield Event("folder", texts[0].decode())


def _bytes(text: str) -> bytes:
    if "\\x" not in text:
        return text.encode()
    return bytes.fromhex("".join(ESCAPED.findall(text)))


@dataclass(slots=True)
class _File:
    """What stays, and what was written since, in order."""

    stays: bytearray = field(default_factory=bytearray)
    since: list[Event] = field(default_factory=list)
    end: int = 0

    def settle(self) -> None:
        for event in self.since:
            _apply(self.stays, event.number, event.data, event.kind)
        self.since.clear()


def _apply(content: bytearray, at: int, data: bytes, kind: str) -> None:
    if kind == "cut":
        content[:] = content[:at].ljust(at, b"\0")
        return
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(data)] = data


@dataclass(slots=True)
class Disk:
    """A folder on such a disk; begins with what lies in it, all of it settled."""

    root: Path
    names: dict[str, _File] = field(default_factory=dict)  # as a running process sees them
    stay: dict[str, _File] = field(default_factory=dict)  # as they stay
    folders: set[str] = field(default_factory=set)
    waiting: list[Event] = field(default_factory=list)  # changes of names, not yet synced
    files: dict[int, _File] = field(default_factory=dict)  # what a waiting `make` made

    @classmethod
    def of(cls, root: Path) -> "Disk":
        """As the folder lies there."""
        disk = cls(root)
        for path in root.rglob("*"):
            if path.is_dir():
                disk.folders.add(str(path))
            elif not path.name.endswith("-shm"):
                disk.names[str(path)] = _File(bytearray(path.read_bytes()))
        disk.folders.add(str(root))
        disk.stay = dict(disk.names)
        return disk

    def moved(self, root: Path) -> "Disk":
        """The same disk, as if its folder had been `root`."""

        def path(old: str) -> str:
            return str(root / Path(old).relative_to(self.root))

        names = {path(name): file for name, file in self.names.items()}
        return Disk(root, names, dict(names), {path(name) for name in self.folders})

    def happen(self, event: Event) -> None:
        """Take in one event; what lies elsewhere, and the index in shared memory, is left out."""
        if not event.path.startswith(str(self.root)) or event.path.endswith("-shm"):
            return
        match event.kind:
            case "write" | "cut":
                self._write(event)
            case "sync" if event.path in self.names:
                self.names[event.path].settle()
            case "sync":
                self._sync_folder(event.path)
            case "make":
                self._make(event)
            case "folder" | "move" | "remove":
                self._rename(event)

    def _write(self, event: Event) -> None:
        file = self.names.get(event.path)
        if file is None:
            return
        at = file.end if event.number < 0 else event.number
        file.end = at + len(event.data)
        file.since.append(Event(event.kind, event.path, event.data, at))

    def _make(self, event: Event) -> None:
        if event.path not in self.names:
            file = self.names[event.path] = _File()
            self.files[id(event)] = file
            self.waiting.append(event)
        elif event.number:
            self.names[event.path].since.append(Event("cut", event.path))

    def _rename(self, event: Event) -> None:
        if event.kind == "folder":
            self.waiting.append(event)
        elif event.kind == "remove":
            if self.names.pop(event.path, None):
                self.waiting.append(event)
        elif event.path in self.names:
            self.names[event.data.decode()] = self.names.pop(event.path)
            self.waiting.append(event)

    def _sync_folder(self, path: str) -> None:
        left = []
        for event in self.waiting:
            if str(Path(_target(event)).parent) == path:
                self._settle_name(event, self.stay, self.folders)
            else:
                left.append(event)
        self.waiting = left

    def _settle_name(self, event: Event, names: dict[str, _File], folders: set[str]) -> None:
        match event.kind:
            case "folder":
                folders.add(event.path)
            case "make":
                names[event.path] = self.files[id(event)]
            case "remove":
                names.pop(event.path, None)
            case "move":
                file = names.pop(event.path, None) or self.names.get(event.data.decode())
                if file:
                    names[event.data.decode()] = file

    def crash(self, lot: random.Random, to: Path) -> None:
        """Write into the folder `to` what is left after the power went, as the lot has it."""
        names, folders = dict(self.stay), set(self.folders)
        for event in self.waiting[: lot.randint(0, len(self.waiting))]:
            self._settle_name(event, names, folders)
        luck = lot.choice((0.0, 0.3, 0.5, 0.8, 1.0))
        for path, file in names.items():
            if not _reachable(path, str(self.root), folders):
                continue
            target = to / Path(path).relative_to(self.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_left(file, lot, luck))


def _target(event: Event) -> str:
    return event.data.decode() if event.kind == "move" else event.path


def _reachable(path: str, root: str, folders: set[str]) -> bool:
    parent = str(Path(path).parent)
    return parent == root or (parent in folders and _reachable(parent, root, folders))


def _left(file: _File, lot: random.Random, luck: float) -> bytes:
    """The bytes of one file: what was not synced is kept with the probability `luck`, or torn."""
    content = bytearray(file.stays)
    for event in file.since:
        if event.kind == "cut":
            if lot.random() < luck:
                _apply(content, event.number, b"", "cut")
            continue
        whole = lot.random() < 0.5
        kept = lot.random() < luck
        for start in range(0, len(event.data), SECTOR):
            if kept if whole else lot.random() < luck:
                _apply(
                    content, event.number + start, event.data[start : start + SECTOR], event.kind
                )
    return bytes(content)
