# Two commands on a fresh machine (python3 >= 3.11 and make, nothing else): `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
STAMP := $(VENV)/.ready

.PHONY: setup demo test lint types bench train lock ftm format clean

setup: $(STAMP)

$(STAMP): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Rashomon needs Python 3.11 or newer; run make PYTHON=python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: setup
	$(BIN)/rashomon demo --force
	@echo "The dossier is in dossier.html: open it in a browser."

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/codespell src tests bench training docs README.md CONTRIBUTING.md CHANGELOG.md

types: setup
	$(BIN)/mypy

test: lint types
	$(BIN)/pytest

bench: setup
	$(BIN)/python -m bench --shared $(SHARED)

# The trainer needs torch; it makes its own environment and takes about an hour on two cores. See training/README.md.
train:
	$(PYTHON) -m venv training/.work/venv
	training/.work/venv/bin/pip install --quiet -r requirements.lock
	training/.work/venv/bin/pip install --quiet -r training/requirements.txt
	PYTHONPATH=src training/.work/venv/bin/python -m training.language_pack --shared $(SHARED)
	PYTHONPATH=src training/.work/venv/bin/python -m training.main_text --shared $(SHARED)
	PYTHONPATH=src training/.work/venv/bin/python -m training.coreference --shared $(SHARED)

lock: setup
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile pyproject.toml --group dev --generate-hashes --no-emit-index-url --no-emit-find-links --universal --python-version 3.11 --quiet -o requirements-dev.lock
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile pyproject.toml --generate-hashes --no-emit-index-url --no-emit-find-links --universal --python-version 3.11 --quiet -c requirements-dev.lock -o requirements.lock
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --group ftm --generate-hashes --no-emit-index-url --no-emit-find-links --universal --python-version 3.11 --quiet -c requirements-dev.lock -o requirements-ftm.lock

# The FollowTheMoney export is checked by its own library, which needs ICU's headers and a C++ compiler
# (libicu-dev, g++); without it that one test is skipped.
ftm: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-ftm.lock

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) dossier.html dossier.json .bench
