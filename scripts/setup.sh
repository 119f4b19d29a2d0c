#!/usr/bin/env bash
# Make the environment: .venv with the locked packages, front-end packages, fonts, catalogues.
# Every step can be interrupted and repeated; a step that is done is not done again.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
die() { printf '%s\n' "$*" >&2; exit 1; }

python=${PYTHON:-python3}
command -v "$python" >/dev/null || die "python3 is missing: apt install python3 python3-venv / 缺少 python3"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || die "Python 3.11 or newer is needed / 需要 Python 3.11 以上"
"$python" -c 'import venv, ensurepip' 2>/dev/null || die "python3-venv is missing: apt install python3-venv / 缺少 python3-venv"

mkdir -p build
digest=$(cat requirements/*.txt pyproject.toml core/pyproject.toml scripts/setup.sh | sha256sum | cut -c1-64)
if [ "$(cat .venv/.set-up 2>/dev/null)" != "$digest $PWD" ]; then
  say "Making the environment / 正在准备运行环境 …"
  if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    "$python" -m venv --clear .venv
  fi
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
  .venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes requirements/all.txt requirements/engines.txt requirements/uv.txt
  .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable . --editable core
  printf '%s' "$digest $PWD" > .venv/.set-up
fi

.venv/bin/python scripts/assets.py
.venv/bin/python scripts/messages.py compile
