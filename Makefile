# The one door. `make` lists what it opens.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
HOST ?= 127.0.0.1
PORT ?= 8000
ROWS ?= 10000000
TURNS ?= 5
BIN := .venv/bin
LOCK := requirements/all.txt

.PHONY: help setup run demo test check fix bench docs map verifier assurance lock messages clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

setup: ## make the environment in .venv (brings uv itself), front-end packages, fonts, message catalogues
	@bash scripts/setup.sh

run: setup ## start the product with a generated demo bureau (HOST, PORT)
	@$(BIN)/python -m demo run --host $(HOST) --port $(PORT)

demo: setup ## carry one draw through without a server; results in build/demo/
	@$(BIN)/python -m demo carry --to build/demo

test: setup ## everything that .ci/run runs: checks, the suite on SQLite and PostgreSQL
	@$(BIN)/python scripts/test.py

check: setup ## linter, types, import contracts, catalogues, migrations, deployment settings
	@$(BIN)/python scripts/check.py

fix: setup ## mend what the linter can mend by itself
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

verifier: setup ## write the one-file verifier build/fairdraw.pyz, byte for byte the same everywhere
	@mkdir -p build && $(BIN)/python -m fairdraw.bundle build/fairdraw.pyz

assurance: setup ## what must hold, with full figures (hours; goes on where it stopped; RUN=, COUNT=)
	@$(BIN)/python -m tests.assurance $(if $(RUN),--only $(RUN)) $(if $(COUNT),--count $(COUNT))

bench: setup ## timings against peers in the same run (ROWS=, TURNS=); results in benchmarks/results/
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/bench.txt
	@$(BIN)/python -m benchmarks.engines $(ROWS) $(TURNS)
	@for file in benchmarks/*.py; do $(BIN)/python $$file; done

docs: setup ## write the generated pages of docs/ (map, rights, state diagrams)
	@$(BIN)/python scripts/docs.py

map: docs ## docs/map.md: word on the screen, stage, address, operation

messages: setup ## add new source strings to the catalogues and compile them
	@$(BIN)/python scripts/messages.py update && $(BIN)/python scripts/messages.py compile

lock: ## resolve the dependencies again and write requirements/*.txt
	@bash scripts/lock.sh

clean: ## remove what set-up and tests made (never var/, where data lies)
	@rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis
