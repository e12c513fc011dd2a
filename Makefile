# make setup   sets up .venv in this folder; afterwards .venv/bin/vedette works
# make run     codes the reports in examples/ into a catalogue, prints the exercises found and serves them as a web app
# make stop    ends the web app that make run began
# make test    runs all tests
# make check   what has to pass before a change is taken (.ci/run)
# make docs    runs the examples in the documentation and puts what they print into it
# make site    builds the documentation as a site in site/
# make new-user  installs the built package as a new user would and follows the tutorial
# make accuracy  raises the floors of the coder's figures and puts the figures into the documentation
# make native  compiles the coder into .venv/native; PYTHONPATH=.venv/native .venv/bin/vedette then codes with it
# make bench   measures all that is to be fast, beside other packages, and tells what has changed since the last time
# make lock    pins the dependencies anew
# make clean   removes what the above made
# The first of these that is new enough and can make an environment. Debian's own is built with profile-guided optimisation: it codes a
# report in an eighth less time than a plain build of the same version.
PYTHON ?= $(shell for python in /usr/bin/python3 python3; do \
	$$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && exit; done; echo python3)
BIN := .venv/bin
DB ?= .venv/examples.db
# uv where it is installed, else the venv module and pip; the project itself is always this checkout.
UV := $(shell command -v uv 2>/dev/null)
ifneq ($(UV),)
MAKE_VENV = $(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
INSTALL = VIRTUAL_ENV=$(CURDIR)/.venv UV_COMPILE_BYTECODE=1 $(UV) pip install --quiet
else
MAKE_VENV = test -x $(BIN)/python || { $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Vedette needs Python 3.11 or newer; name one: make PYTHON=python3.12")' \
	&& $(PYTHON) -m venv .venv; }
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

PORT ?= 8000
NPM := $(shell command -v npm 2>/dev/null)

.PHONY: setup run stop test check docs site new-user accuracy native bench lock clean

setup: .venv/ready $(if $(NPM),.venv/ready-web)
ifeq ($(NPM),)
	@echo 'Everything but the web app is ready; for that, install Node 18 or newer with npm (apt install nodejs npm) and run make setup again.'
endif

run: setup stop
	@rm -f $(DB)
	$(BIN)/vedette ingest examples --db $(DB)
	$(BIN)/vedette list --db $(DB)
ifneq ($(NPM),)
	@setsid nohup $(BIN)/vedette serve --db $(DB) --port $(PORT) >.venv/serve.log 2>&1 </dev/null & echo $$! >.venv/serve.pid
	@for _ in $$(seq 150); do $(BIN)/python -c 'import socket; socket.create_connection(("127.0.0.1", $(PORT)))' 2>/dev/null && break; kill -0 $$(cat .venv/serve.pid) || break; sleep 0.2; done
	@cat .venv/serve.log; grep -q http .venv/serve.log && echo 'make stop ends it.'
endif

# The number in the file may be another program's by now: only what still is the web app is ended.
stop:
	@if test -f .venv/serve.pid; then \
	  pid=$$(cat .venv/serve.pid); \
	  args=$$(ps -o args= -p "$$pid" 2>/dev/null || tr '\0' ' ' <"/proc/$$pid/cmdline" 2>/dev/null); \
	  case "$$args" in *"vedette serve"*) kill "$$pid";; esac; \
	  rm -f .venv/serve.pid; \
	fi

test: .venv/ready-dev $(if $(NPM),.venv/ready-web)
	$(BIN)/python -m pytest $(PYTEST)

check:
	bash .ci/run

docs: .venv/ready-dev
	PYTHONPATH=tests $(BIN)/python tests/console.py
	$(BIN)/python scripts/reference.py

site: .venv/ready-dev
	$(BIN)/zensical build --clean --strict

# The wheel in a new environment, the tutorial as printed, a feed, an export: minutes, most of them pip's.
new-user: .venv/ready-dev
	$(BIN)/python scripts/new_user.py

GOLD := $(wildcard ../shared/gold/tune.jsonl) $(filter-out %-reports.jsonl,$(wildcard tests/gold/[a-z].jsonl)) tests/gold/held.jsonl tests/gold/examples.jsonl

accuracy: .venv/ready
	@for gold in $(GOLD); do \
		reports=; test $$gold != tests/gold/examples.jsonl || reports="--reports examples"; \
		$(BIN)/vedette evaluate $$gold $$reports --worst 0 --floors tests/gold/floors.yaml --write-floors || exit 1; \
	done
	$(BIN)/python -m vedette.evaluate.report docs/accuracy.md
	$(BIN)/python -m vedette.serve.web.figures docs/accuracy.md

native: .venv/native/ready

bench: .venv/ready-dev
	$(BIN)/python benchmarks/run.py

.venv/ready: requirements.txt pyproject.toml
	$(MAKE_VENV)
	$(INSTALL) --require-hashes -r requirements.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" $(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

.venv/native/ready: scripts/native.py $(shell find src/vedette -type f -not -name '*.pyc') | .venv/ready-dev
	$(BIN)/python scripts/native.py .venv/native

.venv/ready-web: web/package-lock.json web/build.js $(shell find web/src web/public -type f 2>/dev/null) | .venv/ready
	npm --prefix web ci --no-audit --no-fund --loglevel=error
	npm --prefix web run --silent build
	@touch $@

# Needs uv. The lock holds no address of a registry, so that it installs from whichever one is at hand.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml --all-extras --group build

lock:
	$(LOCK) -o requirements.txt
	$(LOCK) --group dev -c requirements.txt -o requirements-dev.txt

clean: stop
	rm -rf .venv web/node_modules src/vedette/serve/web/static .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
