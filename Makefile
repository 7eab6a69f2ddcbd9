# Dateline: `make demo` shows it, `make test` tests it. Both need Python 3.11 or newer and nothing else.
# PYTHON=python3.12 make demo   takes that Python.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test lint clean

VENV := .venv
BIN := $(VENV)/bin
# Twice quiet: errors alone. The one warning that there is, of an extra that lxml no longer names, asks nothing of anybody.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --quiet

# Stamps: each is newer than whatever the step that made it depends on, so a second run does not install again.
MADE := $(VENV)/made-with-$(or $(subst /,_,$(PYTHON)),any)
INSTALLED := $(VENV)/installed
INSTALLED_TEST := $(VENV)/installed-test
INSTALLED_DEV := $(VENV)/installed-dev

# Prints the first Python that will do. Asks each one itself: a name alone (pyenv's shims) proves nothing.
define find_python
	found= ; old= ; \
	for candidate in $(or $(PYTHON),python3 python3.13 python3.12 python3.11 python); do \
	  "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	    old="$$old $$candidate"; continue; }; \
	  "$$candidate" -c 'import ensurepip, venv' 2>/dev/null && { found=$$candidate; break; }; \
	  bare=$$candidate; \
	done; \
	if [ -z "$$found" ] && [ -n "$$bare" ]; then \
	  echo "make: $$bare cannot make virtual environments (no ensurepip); on Debian and Ubuntu: apt-get install python3-venv" >&2; \
	  exit 1; \
	elif [ -z "$$found" ]; then \
	  echo "make: no Python 3.11 or newer found (tried:$$old); install one, or name it: make demo PYTHON=/path/to/python" >&2; \
	  exit 1; \
	fi
endef

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## /make \1  /p' Makefile

demo: $(INSTALLED) ## install into .venv and build the graph of sources/ into exports/
	@$(BIN)/python -m kg build sources --out exports/

# All of them side by side, what shares a server or a browser in one process; some of them (ARGS) one after the other.
test: $(INSTALLED_TEST) ## install what the tests need and run them (ARGS="-k words" for some of them)
	@$(BIN)/python -m pytest $(or $(ARGS),--numprocesses auto --maxprocesses 4 --dist loadgroup --quiet)

lint: $(INSTALLED_DEV) ## check style, format and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

clean: ## take away everything made here but the exports
	rm -rf .venv .kg build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find kg tests -name __pycache__ -type d -exec rm -rf {} +

$(MADE):
	@$(find_python); \
	echo "Making $(VENV) with $$found ($$("$$found" --version))"; \
	"$$found" -m venv $(if $(PYTHON),--clear) $(VENV)
	@touch $(VENV)/made-with-any $@

# Editable: a changed line of code or ontology counts at once, without installing again.
$(INSTALLED): $(MADE) pyproject.toml
	@echo "Installing Dateline and its language model into $(VENV) (a minute or two, once)"
	@$(PIP) -e .
	@touch $@

$(INSTALLED_TEST): $(INSTALLED)
	@echo "Installing what the tests need"
	@$(PIP) -e '.[test]'
	@touch $@

$(INSTALLED_DEV): $(INSTALLED)
	@echo "Installing what the checks need"
	@$(PIP) -e '.[dev]'
	@touch $@
