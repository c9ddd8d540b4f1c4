# Two commands for everyone: `make run` opens the portal on Peru's record, `make test` passes the tests.
# uv is used where it is found; otherwise pip. Nothing else than Python 3.11 or newer is needed.

# The first Python that runs and is new enough.
PYTHON ?= $(shell for one in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  $$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$one && break; done)
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(shell command -v uv)
PORT   ?= 8000
EXTRAS ?= dev

ifdef UV
  INSTALL = UV_PYTHON_DOWNLOADS=never $(UV) pip install --quiet --compile-bytecode --python $(BIN)/python
  MAKE_VENV = UV_PYTHON_DOWNLOADS=never $(UV) venv --quiet --seed --python $(PYTHON) $(VENV)
else
  INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
  MAKE_VENV = $(PYTHON) -m venv $(VENV)
endif

# Compiled sources are kept: each of the many processes that the tests start would else compile them anew.
test check proof: export PYTHONDONTWRITEBYTECODE =

.PHONY: help run test check proof clean

help:
	@echo "make run    install and open the portal on http://127.0.0.1:$(PORT)"
	@echo "make test   install and pass the tests"
	@echo "make check  style, types, direction of imports, the record, the tests"
	@echo "make proof  the long proofs, written to docs/proofs/"

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Legation needs Python 3.11 or newer, and none was found / Legation requiere Python 3.11 o posterior"; exit 1; }
	@test -x $@ || $(MAKE_VENV)

$(VENV)/.runs: pyproject.toml | $(BIN)/python
	@echo "installing Legation (about half a minute, once) ..."
	@$(INSTALL) -e .
	@touch $@

$(VENV)/.tests: pyproject.toml | $(BIN)/python
	@echo "installing Legation and what the tests need (once) ..."
	@$(INSTALL) -e '.[$(EXTRAS)]'
	@touch $(VENV)/.runs $@

run: $(VENV)/.runs
	@$(BIN)/legation serve --port $(PORT)

test: $(VENV)/.tests
	@$(BIN)/python -m pytest -n auto --dist worksteal

check: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/legation check src/legation/records/peru
	$(BIN)/legation check src/legation/records/demo
	$(BIN)/python -m pytest -n auto --dist worksteal

proof: $(VENV)/.tests
	$(BIN)/python -m tests.proof $(ONLY)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
