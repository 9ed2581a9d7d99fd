# The commands of this project. Each sets up what it needs: a virtual environment in .venv, from a lock file with hashes.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo test lint bench lock tables clean

help: ## show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.venv/core: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "gawah needs Python 3.11 or later; try: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: .venv/core requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: .venv/core ## build the example case, print its incidents, write its brief
	@$(BIN)/gawah build examples/panjshir-2022 --case demo.gawah
	@$(BIN)/gawah incidents --case demo.gawah
	@$(BIN)/gawah publish --case demo.gawah --brief demo-brief.html --title "Panjshir and Andarab, May to July 2022"
	@echo 'Open demo-brief.html in a browser. To ask how a figure is known: .venv/bin/gawah explain ID --case demo.gawah'

test: .venv/dev ## set up and pass the tests
	@$(BIN)/python -m pytest

lint: .venv/dev ## style, types, generated tables
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python scripts/tables.py --check

bench: .venv/dev ## print the figures that can be measured here and hold them to eval/floors.toml
	@$(BIN)/python -m eval.gate

tables: .venv/dev ## make src/gawah/data from resources
	@$(BIN)/python scripts/tables.py

lock: .venv/dev ## resolve the lock files anew
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --extra build pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --extra build --extra dev --extra tables --extra postgres -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## remove what the commands made
	@rm -rf .venv demo.gawah demo-brief.html .mypy_cache .ruff_cache .pytest_cache .hypothesis
