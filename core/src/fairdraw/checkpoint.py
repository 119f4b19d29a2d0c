"""Checkpoints: a head of the log as a signed note (spec/5-record-and-proof.md, "Checkpoint")."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, replace

from fairdraw.crypto import ed25519
from fairdraw.digest import sha256
from fairdraw.encoding import is_text
from fairdraw.errors import Fault
from fairdraw.policy import message
from fairdraw.schema import FORMS
from fairdraw.schema.forms import is_base64

LONGEST = 16_384
"""Bytes of the longest checkpoint that is read."""
_DASH = "— "
_ED25519 = b"\1"
_SIZES = (68, 76)
"""Bytes behind a name: four of the key, then a signature; a cosignature has a timestamp between."""


def _is_root(text: str) -> bool:
    return is_base64(text, 32)


def _is_empty(text: str) -> bool:
    return not text


_BODY = (is_text, FORMS["integer"], _is_root, _is_empty)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Whose log, how many entries, their root (64 hex digits), and the lines that sign it.

    A line of `signatures` is NAME SP base64, without the dash and the LF around it.
    """

    origin: str
    size: int
    root: str
    signatures: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The head `SIZE ROOT`, as entries and commands write it."""
        return f"{self.size} {self.root}"

    @property
    def body(self) -> bytes:
        """What the log signs: origin, size, root in base64, each with its LF."""
        root = b64encode(bytes.fromhex(self.root)).decode()
        return f"{self.origin}\n{self.size}\n{root}\n".encode()

    def signed(self, *signatures: str) -> "Checkpoint":
        """Return the checkpoint with further lines behind its own."""
        return replace(self, signatures=(*self.signatures, *signatures))

    def dump(self) -> bytes:
        """Return the bytes of the note."""
        lines = "".join(f"{_DASH}{line}\n" for line in self.signatures)
        return self.body + b"\n" + lines.encode()

    def cosignatures(self) -> tuple[str, ...]:
        """Return the lines that have the form of a cosignature; the log's own has another."""
        return tuple(line for line in self.signatures if FORMS["cosignature"](line))


def parse(data: bytes, place: str = "checkpoint") -> Checkpoint:
    """Read a checkpoint with at least one signature; `Fault("checkpoint-syntax")`."""
    if len(data) > LONGEST:
        raise Fault("checkpoint-syntax", place, line="")
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise Fault("checkpoint-syntax", place, line="") from None
    for number, form in enumerate(_BODY):
        if number >= len(lines) or not form(lines[number]):
            raise _syntax(place, number, lines)
    signatures = lines[4:-1]
    if not signatures or lines[-1]:
        raise _syntax(place, len(lines) - 1, lines)
    for number, line in enumerate(signatures, 4):
        if not _is_signature(line):
            raise _syntax(place, number, lines)
    root = b64decode(lines[2]).hex()
    written = tuple(line.removeprefix(_DASH) for line in signatures)
    return Checkpoint(lines[0], int(lines[1]), root, written)


def _syntax(place: str, number: int, lines: list[str]) -> Fault:
    line = lines[number][:60] if number < len(lines) else ""
    return Fault("checkpoint-syntax", f"{place} line {number + 1}", line=line)


def _is_signature(line: str) -> bool:
    if not line.startswith(_DASH):
        return False
    name, space, encoded = line.removeprefix(_DASH).partition(" ")
    sound = is_text(name) and bool(space) and "+" not in name and not any(map(str.isspace, name))
    return sound and any(is_base64(encoded, size) for size in _SIZES)


def log_key(name: str, public: bytes) -> str:
    """Return a log's public key (32 bytes, Ed25519) as a verifier key of notes."""
    return f"{name}+{_key_id(name, public).hex()}+{b64encode(_ED25519 + public).decode()}"


def log_signature(name: str, public: bytes, signature: bytes) -> str:
    """Return the line of a log's signature (64 bytes) of the body of a checkpoint."""
    return f"{name} {b64encode(_key_id(name, public) + signature).decode()}"


def is_log_key(text: str) -> bool:
    """Tell whether this is the verifier key of a log, undamaged."""
    name, plus, rest = text.partition("+")
    short, second, encoded = rest.partition("+")
    if not (name and plus and second and is_base64(encoded, 33)):
        return False
    data = b64decode(encoded)
    return data[:1] == _ED25519 and _key_id(name, data[1:]).hex() == short


def check_log_signature(checkpoint: Checkpoint, key: str, place: str = "checkpoint") -> None:
    """Refuse a checkpoint that the log's key (as `log_key` writes it) did not sign;
    `Fault("checkpoint-signature")`."""
    name, _, encoded = key.split("+", 2)
    public = b64decode(encoded)[1:]
    for line in checkpoint.signatures:
        signer, data = line.split(" ")
        raw = b64decode(data)
        own = signer == name and raw[:4] == _key_id(name, public)
        if own and ed25519.verify(public, checkpoint.body, raw[4:]):
            return
    raise Fault("checkpoint-signature", place, name=name)


def cosigned_message(checkpoint: Checkpoint, timestamp: int) -> bytes:
    """Return what a witness signs of a checkpoint at a time in seconds."""
    return message(checkpoint.origin, checkpoint.head, timestamp)


def _key_id(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + _ED25519 + public)[:4]
