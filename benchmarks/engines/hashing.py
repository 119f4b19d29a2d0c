"""What both processors can hash at most, by OpenSSL's own tight loop."""

import os
import re
import subprocess


def blocks_per_second(seconds: int = 2) -> float:
    """Return SHA-256 blocks a second on all processors: a message of 64 bytes has two, since its
    padding fills another."""
    command = ["openssl", "speed", "-multi", str(os.cpu_count() or 1), "-seconds", str(seconds)]
    command += ["-elapsed", "-bytes", "64", "-evp", "sha256"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"^sha256\s+([0-9.]+)k", told, re.MULTILINE | re.IGNORECASE)
    assert found, told
    return float(found[1]) * 1000 / 64 * 2
