"""Byte strings shared by all acts (spec/1-bytes.md)."""

import re
import unicodedata

PREFIX = b"fairdraw/1 "

ID = re.compile(r"[0-9A-Z]{1,23}")
CODE = re.compile(r"[0-9A-Z_-]{1,16}")
CELL = re.compile(r"[0-9A-Z_-]{1,32}")

# C0, DEL, C1, soft hyphen, Arabic letter mark, zero-width and bidi controls, line and paragraph
# separators, invisible operators, byte order mark, interlinear marks, tags; surrogates never
# survive UTF-8. A closed list, so that it does not move with the Unicode version.
_FORBIDDEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


# Planes 2 and 3 are for unified ideographs, but for one block of compatibility characters.
_IDEOGRAPH = re.compile("[\U00020000-\U0002f7ff\U00030000-\U0003fffd]")


def tag(name: str) -> bytes:
    """Return T(name): the ASCII prefix that separates one use of the hash from another."""
    return PREFIX + name.encode("ascii") + b"\0"


def u32(number: int) -> bytes:
    """Return `number` (0 to 2^32 - 1) as four bytes, big-endian; `OverflowError` outside."""
    return number.to_bytes(4, "big")


def sized(data: bytes) -> bytes:
    """Return `data` after its length as u32."""
    return u32(len(data)) + data


def is_text(value: str) -> bool:
    """Tell whether `value` may stand in an entry: NFC, not empty, no controls, no outer space."""
    return (
        bool(value)
        and value == value.strip(" \u00a0\u3000")
        and not _FORBIDDEN.search(value)
        and unicodedata.is_normalized("NFC", value)
    )


def is_writable(value: str) -> bool:
    """Tell whether a writer may put `value` into an entry: text of assigned characters, since a
    later Unicode may normalise the others. Ideographs never are: rare names keep theirs."""
    return is_text(value) and all(
        char.isascii() or unicodedata.category(char) != "Cn" or _IDEOGRAPH.match(char)
        for char in value
    )


def is_certificate(value: str) -> bool:
    """Tell whether `value` may be an officer's certificate number: text of 1 to 64 characters."""
    return len(value) <= 64 and is_text(value)
