# The everyday verbs. `make run` and `make test` set up from nothing; PYTHON=python3.12 picks another interpreter.
PYTHON ?= python3
DATABASE ?= var/notices.db
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= inline
# Many tests wait for what they killed or cut off: more processes than a small machine has cores.
JOBS ?= 3
EXTRAS := $(filter-out requirements-dev.txt requirements-bench.txt, $(wildcard requirements-*.txt))

export DATABASE

# A misspelt variable would crawl into another file, or something else altogether, and say nothing.
KNOWN := PYTHON DATABASE SITES DEMO JOBS URL FILE BASE SITE SHELL CONTACT
ASKED := $(foreach name,$(.VARIABLES),$(if $(findstring command line,$(origin $(name))),$(name)))
UNKNOWN := $(filter-out $(KNOWN) PIP_% UV_% MAKE% .%,$(ASKED))
ifneq ($(if $(filter run,$(or $(MAKECMDGOALS),run)),$(UNKNOWN)),)
$(error no such variable: $(UNKNOWN); there are $(KNOWN))
endif

.PHONY: run test check extras soak lint types new-platform lock clean help

# All that is given goes to the command, which says what does not go together.
WHAT := $(if $(URL),--url "$(URL)") $(if $(FILE),--file "$(FILE)") $(if $(BASE),--base "$(BASE)") $(SITE)
NAMED := $(strip $(URL)$(FILE)$(SITE)$(findstring command,$(origin SITES)))

run: $(VENV)/.installed  ## crawl the demo site, or URL=…, FILE=… (BASE=…), SITE=…, SITES=FILE; DATABASE=… for another file
	@$(BIN)/scrapy run $(WHAT) $(if $(NAMED),,--demo $(DEMO))

test: lint  ## ruff, the arrows between rooms, and all tests
	@$(BIN)/pytest -m "not soak" -n $(JOBS) --dist loadfile --no-loadscope-reorder

extras: $(VENV)/.installed-dev  ## install every optional extra, so that no test is skipped (requirements-*.txt)
	@for file in $(EXTRAS); do echo "installing $$file …"; \
	  $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r $$file || exit 1; done

check: lint types test  ## what CI asks

soak: $(VENV)/.installed-dev  ## the long endurance tests
	@$(BIN)/pytest -m soak --timeout 1800

lint: $(VENV)/.installed-dev  ## ruff, its formatter, and import-linter: a room imports what stands below it
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "not formatted: $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/lint-imports --no-cache

types: $(VENV)/.installed-dev  ## mypy on everything
	@$(BIN)/mypy

new-platform: $(VENV)/.installed-dev  ## NAME=…: rows for a platform's pages in tests/platforms, or how they are read
	@PYTHONPATH=tests:. $(BIN)/python -m platforms.new "$(NAME)"

# --no-deps: the lock names everything, and pip 23.2 stumbles over lxml's extra when it resolves hashed files.
$(VENV)/.installed: requirements.txt
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.txt
	@touch $@

# Some peers and readers need Python 3.11; everything else resolves from 3.10 on.
lock:  ## write the hashed lock files from requirements*.in
	@$(PYTHON) -m venv $(VENV)-lock && $(VENV)-lock/bin/pip install --quiet uv
	@for file in requirements.in $(filter-out requirements.in, $(wildcard requirements*.in)); do \
	  case $$file in requirements.in) version=3.10;; \
	    requirements-bench.in|requirements-contract-test.in|requirements-spark.in) version=3.11; with="-c requirements.txt";; \
	    *) version=3.10; with="-c requirements.txt";; esac; \
	  $(VENV)-lock/bin/uv pip compile --quiet --universal --python-version $$version $$with --generate-hashes \
	    --no-annotate --no-emit-index-url --custom-compile-command "make lock" $$file -o $${file%.in}.txt || exit 1; done
	@rm -rf $(VENV)-lock

clean:  ## remove what is made: the environment, caches; the databases in var/ stay
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 10
