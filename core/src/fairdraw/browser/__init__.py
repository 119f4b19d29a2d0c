"""The verifier as one page for a browser (spec/6-verification.md): saved once, it works offline.

`page` puts the modules of this folder, in the order of their imports, and the sentences of
`fairdraw.messages` into one file without any address in it. The same sources give the same bytes.
"""

import json
import re
from base64 import b64encode
from html import escape
from importlib.resources import files

from fairdraw.digest import sha256
from fairdraw.messages import FAULTS
from fairdraw.messages.reports import CHECKS, LEVELS, NOTES, OUTCOMES, WHY

_FOLDER = files("fairdraw.browser")
_IMPORT = re.compile(r'^import (?:\* as (\w+)|\{([^}]*)\}) from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (const|function|class) (\w+)", re.MULTILINE)
MAIN = "page"


def _source(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _ordered(name: str, done: list[str]) -> list[str]:
    """Return the modules that `name` needs, then itself."""
    for found in _IMPORT.finditer(_source(f"{name}.js")):
        if found[3] not in done:
            _ordered(found[3], done)
    done.append(name)
    return done


def _wrapped(name: str) -> str:
    """Return a module as one expression that gives its exports."""

    def taken(found: re.Match[str]) -> str:
        if found[1]:
            return f"const {found[1]} = ${found[3]};\n"
        names = ", ".join(
            part.strip().replace(" as ", ": ") for part in found[2].split(",") if part.strip()
        )
        return f"const {{ {names} }} = ${found[3]};\n"

    source = _source(f"{name}.js")
    exports = ", ".join(found[2] for found in _EXPORT.finditer(source))
    body = _EXPORT.sub(r"\1 \2", _IMPORT.sub(taken, source))
    return f"const ${name} = (() => {{\n{body}return {{ {exports} }};\n}})();\n"


def script() -> str:
    """Return all modules and sentences as one script."""
    texts = {
        "checks": CHECKS, "faults": FAULTS, "levels": LEVELS, "notes": NOTES,
        "outcomes": OUTCOMES, "why": WHY,
    }  # fmt: skip
    told = json.dumps(texts, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    modules = "".join(_wrapped(name) for name in _ordered(MAIN, []))
    return f'"use strict";\nconst TEXTS = {told};\n{modules}'


def _policy(code: str, style: str) -> str:
    allowed = [
        f"script-src 'sha256-{b64encode(sha256(code.encode())).decode()}'",
        f"style-src 'sha256-{b64encode(sha256(style.encode())).decode()}'",
    ]
    return "; ".join(["default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"])


def page(record: bytes = b"", name: str = "") -> bytes:
    """Return the page: one HTML file that asks nothing of any network.

    One made for a `record` carries it under the `name` of its file and verifies it when it opens:
    the same script, and beside it data that no browser runs.
    """
    code, style = script(), _source("page.css")
    text = _source("page.html").replace("{policy}", _policy(code, style))
    text = text.replace("{style}", style).replace("{record}", _carried(record, name))
    return text.replace("{script}", code).encode()


def _carried(record: bytes, name: str) -> str:
    if not record:
        return ""
    kind = f'type="application/octet-stream" data-name="{escape(name)}"'
    return f'<script id="record" {kind}>{b64encode(record).decode()}</script>\n'


def digest() -> str:
    """Return the SHA-256 of the page in hex."""
    return sha256(page()).hex()
