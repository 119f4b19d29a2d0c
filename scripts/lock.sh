#!/usr/bin/env bash
# Resolve the dependencies again. Locks hold names, versions and digests, never an address: a bureau
# behind a mirror installs the same bytes (docs/adr/0002-locks-without-addresses.md).
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
compile() { "$uv" pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header "$@"; }
compile --all-extras --group dev --no-emit-package fairdraw --no-emit-package yaohao pyproject.toml -o requirements/all.txt
compile --all-extras --no-emit-package fairdraw -c requirements/all.txt core/pyproject.toml -o requirements/engines.txt
compile -c requirements/all.txt -c requirements/engines.txt benchmarks/peers.txt -o requirements/bench.txt
echo uv | compile - -o requirements/uv.txt
if grep -nE 'https?://|file:' requirements/*.txt; then
  echo "a lock names an address" >&2
  exit 1
fi
