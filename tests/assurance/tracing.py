"""strace as the one who makes system calls fail, and who writes down what was written."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

WANTING = "strace, the Debian package of that name, and the right to trace (ptrace)"


@dataclass(slots=True)
class Tracer:
    """strace on one process; what it saw lies in `file` when the process has ended."""

    process: "subprocess.Popen[str]"
    file: Path

    def end(self) -> str:
        """Wait until it has written everything; the text."""
        self.process.communicate(timeout=60)
        return self.file.read_text(encoding="utf-8", errors="replace")


def present() -> bool:
    """Whether strace is here and may trace."""
    if shutil.which("strace") is None:
        return False
    command = ["strace", "-o", "/dev/null", "true"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def trace(pid: int, file: Path, *arguments: str) -> Tracer:
    """Attach to a process that waits; RuntimeError when that is not possible."""
    command = ["strace", "-p", str(pid), "-o", str(file), *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    line = process.stderr.readline()
    if "attached" not in line:
        raise RuntimeError(line)
    return Tracer(process, file)
