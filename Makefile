# Two commands matter: `make run` and `make test`. Both set up what they need, as root or not.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# The distribution's Python first: it is built with profiles, an eighth faster than one built by hand, and kept safe.
PYTHON ?= $(shell for one in /usr/bin/python3.1{1,2,3} python3.1{1,2,3}; do \
  command -v $$one >/dev/null && $$one -c 'import ensurepip, venv' 2>/dev/null && { command -v $$one; exit; }; done; \
  command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PYTHONDONTWRITEBYTECODE =

.PHONY: help run test fast fix check bench lock sizes bundle sbom coverage mutation audit chromium setup

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: $(VENV)/.ready ## set up and serve the demonstration on http://127.0.0.1:8000
	@exec $(BIN)/nestwerk serve

test: $(VENV)/.ready-test chromium ## set up and run everything CI runs
	@.ci/steps $(BIN)

check: $(VENV)/.ready-test ## the quick part of the tests: style, types, import order, migrations
	@.ci/steps $(BIN) quick

fast: $(VENV)/.ready-test ## without the folders whose tests drive browsers or serve installations, below five minutes
	@.ci/steps $(BIN) fast

fix: $(VENV)/.ready-test ## let ruff repair and format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.ready-test ## measure; every figure with its reference in the same run
	@$(BIN)/python -m bench

lock: $(VENV)/.ready-test ## pin requirements anew, with hashes and without index addresses
	$(BIN)/python -m pip install -q uv
	for kind in base build test; do \
	  $(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	    requirements/$$kind.in -o requirements/$$kind.txt; \
	done

sizes: ## the ten largest modules: a mirror, not a gate
	@find nestwerk bench tests -name '*.py' -not -path '*/migrations/*' -exec wc -l {} + | grep -v ' total$$' | sort -rn | head -10

bundle: $(VENV)/.ready-test ## everything to install without internet, with its bill of materials and where it comes from
	@.ci/bundle $(BIN)

sbom: $(VENV)/.ready-test ## the bill of materials: dist/nestwerk-<version>.cdx.json
	@$(BIN)/python .ci/scan_sbom.py

coverage: $(VENV)/.ready-test chromium ## the whole suite again, watched: which lines and branches no test reaches
	@.ci/coverage $(BIN)

mutation: $(VENV)/.ready-test ## break the rules that matter most on purpose and see whether a test notices
	@$(BIN)/python -m bench.mutation

audit: $(VENV)/.ready-test ## known weaknesses, licences and secrets
	@$(BIN)/python .ci/scan_dependencies.py
	@$(BIN)/python .ci/scan_licences.py
	@$(BIN)/python .ci/scan_secrets.py

setup: $(VENV)/.ready-test ## only set up

$(BIN)/python:
	@if [ -z "$(PYTHON)" ] || ! "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
	  echo "Nestwerk needs Python 3.11 or newer (Debian: apt install python3 python3-venv)." >&2; exit 1; fi
	@if ! "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; \
	  else echo "Python's venv module is missing. Please: sudo apt install python3-venv" >&2; exit 1; fi; fi
	@echo "Making $(VENV) with $$("$(PYTHON)" --version)"
	@rm -rf $(VENV) && "$(PYTHON)" -m venv $(VENV)

$(VENV)/.ready: requirements/base.txt requirements/build.txt pyproject.toml | $(BIN)/python
	@echo "Installing pinned packages (first time: a few minutes)"
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/base.txt -r requirements/build.txt
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-test: requirements/test.txt $(VENV)/.ready
	@echo "Installing pinned packages for the tests"
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/test.txt
	@touch $@

chromium: ## Debian's Chromium for the journeys, where it can be had (decision 27: without windows rather than with)
	@if ! command -v chromium-headless-shell >/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq || true; \
	  for one in chromium-headless-shell chromium; do \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$one && break || true; done; fi; \
	command -v chromium-headless-shell chromium >/dev/null || \
	  echo "SKIPPED: Chromium is missing; the browser journeys are left out (sudo apt install chromium)." >&2
