# `make run` and `make test` need nothing but Python 3.11 or newer: the rest goes into .venv, from the locked list.
# `make --keep-going lint` runs every linter, whatever the first one says.
# PYTHON=/path/to/python picks the interpreter, VENV=folder another place for the environment.

VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.referat-ready

.PHONY: run test lint lint-style lint-format lint-types lint-floors lint-rules bench lock setup clean
.DEFAULT_GOAL := run

run: setup
	$(BIN)/referat up data/raw

test: setup
	$(BIN)/python -m pytest $(PYTEST)

lint: lint-style lint-format lint-types lint-floors lint-rules
lint-style: setup
	$(BIN)/ruff check --output-format concise .
lint-format: setup
	$(BIN)/ruff format --check .
lint-types: setup
	$(BIN)/mypy
lint-floors: setup
	$(BIN)/lint-imports --no-logo
lint-rules: setup
	$(BIN)/referat check

bench: setup
	$(BIN)/python benchmarks/ingest.py

# Resolves anew, for every platform, with hashes; names no package index.
lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/python -m uv pip compile --quiet --upgrade --universal --generate-hashes --no-header \
	    --python-version 3.11 --extra dev --output-file requirements.lock pyproject.toml

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@set -eu; test ! -x $(BIN)/python || exit 0; \
	found=''; \
	for newest in 13 99; do for python in "$(PYTHON)" python3 python3.13 python3.12 python3.11 python; do \
	    if test -z "$$found" && test -n "$$python" && "$$python" -c "import sys, venv, ensurepip; \
	        sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, $$newest))" >/dev/null 2>&1; then found=$$python; fi; \
	done; done; \
	if test -z "$$found"; then \
	    echo "referat needs Python 3.11 or newer with venv (found: $$(python3 --version 2>&1 || true)). Install it" \
	         "(Debian: apt install python3 python3-venv), or name one: make PYTHON=/path/to/python3.11" >&2; \
	    exit 1; \
	fi; \
	echo "setting up $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache
