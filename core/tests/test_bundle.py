"""The verifier as one file: the same bytes everywhere, and it runs alone."""

import io
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

from fairdraw import bundle

from core.vectors.story import Story


def test_reproducible(tmp_path: Path) -> None:
    named = bundle.build(tmp_path / "a" / "fairdraw.pyz")
    assert bundle.build(tmp_path / "fairdraw.pyz") == named == bundle.digest()
    data = (tmp_path / "fairdraw.pyz").read_bytes()
    assert data == (tmp_path / "a" / "fairdraw.pyz").read_bytes()
    assert sha256(data).hexdigest() == named
    assert data.startswith(b"#!/usr/bin/env python3\n")


def test_it_runs_alone_and_knows_its_own_digest(tmp_path: Path) -> None:
    program = tmp_path / "fairdraw.pyz"
    bundle.build(program)
    (tmp_path / "record.zip").write_bytes(Story().tell().record())
    done = subprocess.run(
        [sys.executable, "-I", str(program), "verify", "record.zip", "--lang", "en"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.endswith("PROVED\n")
    assert f"this one is {bundle.digest()}" in done.stdout
    assert done.stderr == ""


def test_it_holds_sources_alone() -> None:
    with zipfile.ZipFile(io.BytesIO(bundle.content())) as archive:
        names = archive.namelist()
    assert names == sorted(names)
    assert {"__main__.py", "fairdraw/verify/record.py", "fairdraw/teams/__init__.py"} <= set(names)
    assert all(name.endswith(".py") and "__pycache__" not in name for name in names)
