"""Photos, signatures and scans by digest; the original is kept as it came."""

import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from yaohao.ground.audit.refusal import Refused
from yaohao.ground.files.storage import storage

LARGEST = 20 * 1024 * 1024  # bytes of one photo
MOST_PIXELS = 60_000_000
KINDS = {"JPEG": "jpeg", "PNG": "png", "WEBP": "webp"}


@dataclass(frozen=True, slots=True)
class Picture:
    """What a file turned out to be: its digest, size in bytes, kind, width and height in pixels."""

    digest: str
    size: int
    kind: str
    width: int
    height: int


def keep_picture(content: bytes, filename: str) -> Picture:
    """Keep a photo whose every pixel can be read; Refused, naming the file, for anything else."""
    if len(content) > LARGEST:
        raise Refused(
            _("%(file)s is larger than 20 MB. Take it again with a smaller resolution.")
            % {"file": filename}
        )
    try:
        with Image.open(io.BytesIO(content), formats=list(KINDS)) as image:
            kind, (width, height) = KINDS[image.format or ""], image.size
            if width * height > MOST_PIXELS:
                raise ValueError("too many pixels")
            image.load()
    except (OSError, ValueError, SyntaxError, KeyError, Image.DecompressionBombError) as error:
        raise Refused(
            _("%(file)s is not a photo this product can read. JPEG, PNG and WebP can be; nothing "
              "was kept.") % {"file": filename or _("The file")}
        ) from error  # fmt: skip
    return Picture(keep(content), len(content), kind, width, height)


def thumbnail(digest: str) -> bytes:
    """A kept picture as PNG of at most 480 × 240 pixels, for the printed page."""
    with Image.open(io.BytesIO(read(digest)), formats=list(KINDS)) as image:
        small = ImageOps.exif_transpose(image).convert("RGBA")
        small.thumbnail((480, 240))
        stream = io.BytesIO()
        small.save(stream, "PNG")
    return stream.getvalue()


def keep(content: bytes) -> str:
    """Keep bytes; returns their SHA-256 in hex."""
    return storage().put_bytes(content).digest


def read(digest: str) -> bytes:
    """The bytes, checked against the digest."""
    return storage().read(digest)
