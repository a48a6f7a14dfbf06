# Two commands: `make run` and `make test`. Each does its own set-up, and is quick the second time.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest
HEADLESS := QT_QPA_PLATFORM=offscreen
PARALLEL := -n 2 # most of a test's time is waiting for processes: more than the CPUs would flood them
QT_LIBRARIES := 'libglib2.0-0t64|libglib2.0-0' libgl1 libegl1 libfontconfig1 libfreetype6 libdbus-1-3 \
	libxkbcommon0 libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 \
	libxcb-image0 libxcb-render-util0 libxcb-randr0 libxcb-xinerama0 libxcb-xkb1 libx11-xcb1
PACKAGE_TOOLS := binutils xz-utils libglib2.0-bin python3-gi shared-mime-info
DISPLAY_TOOLS := xvfb xdotool openbox fonts-noto-cjk dbus at-spi2-core gir1.2-atspi-2.0 python3-gi
SYSTEM := sh scripts/system-packages.sh

.DEFAULT_GOAL := help
.PHONY: help setup run test quick test-faults soak test-display test-package bench lint types contracts \
	check package docs reference translations constraints clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

# -- set-up: what is installed is what was tested, pinned in requirements/

setup: ## installs all that contributors need; the only one that may ask for a password
	@$(SYSTEM) --ask $(QT_LIBRARIES) $(DISPLAY_TOOLS) $(PACKAGE_TOOLS) python3-venv
	@$(MAKE) --no-print-directory $(VENV)/dev
	@$(BIN)/pre-commit install

$(VENV)/python: scripts/system-packages.sh
	@$(SYSTEM) $(QT_LIBRARIES) python3-venv
	@test -x $(BIN)/pip || $$(sh scripts/find-python.sh) -m venv $(VENV)
	@touch $@

$(VENV)/run $(VENV)/dev $(VENV)/docs $(VENV)/package: $(VENV)/%: requirements/%.txt pyproject.toml $(VENV)/python
	@echo "Installing requirements/$*.txt into $(VENV)"
	@$(PIP) --require-hashes --requirement $<
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

constraints: $(VENV)/python ## pins the newest versions that pyproject.toml allows (ARGS="--upgrade-package numpy": that one)
	@$(PIP) uv
	@sh scripts/constraints.sh $(BIN)/uv $(ARGS)

# -- the application

run: $(VENV)/run ## opens the window
	@$(BIN)/queuescope $(ARGS)

# -- tests

test: $(VENV)/dev ## runs the tests that need no display
	@$(HEADLESS) $(PYTEST) $(PARALLEL) -m "not display and not faults and not package" $(ARGS)

quick: lint types $(VENV)/dev ## in less than 30 seconds: lint, types, and the engine's tests that start no processes
	@$(HEADLESS) $(PYTEST) $(PARALLEL) -q -m "not processes and not display" tests/engine tests/architecture $(ARGS)

test-faults: $(VENV)/dev ## runs the tests that kill, tear and flood runs (at most 8 minutes)
	@$(HEADLESS) $(PYTEST) -m faults $(ARGS)

SOAK_S := 1800
soak: $(VENV)/dev ## the same with all kills, 2000 starts, and the window open for half an hour (SOAK_S, ARGS=tests/faults/test_soak.py: that alone)
	@QUEUESCOPE_KILLS=100 QUEUESCOPE_STARTS=2000 QUEUESCOPE_FLOOD_S=60 QUEUESCOPE_STOPPED_S=10 \
		QUEUESCOPE_SOAK_S=$(SOAK_S) $(HEADLESS) $(PYTEST) -m faults -rP -o faulthandler_timeout=0 $(ARGS)

test-display: $(VENV)/dev ## runs the tests that click in a real window, on a virtual display
	@$(SYSTEM) $(DISPLAY_TOOLS)
	@sh scripts/on-display.sh $(PYTEST) -m display $(ARGS)

test-package: $(VENV)/dev ## unpacks and uses what `make package` built, where no Python is
	@$(SYSTEM) $(DISPLAY_TOOLS) $(PACKAGE_TOOLS)
	@sh scripts/on-display.sh $(PYTEST) -m package $(ARGS)

bench: $(VENV)/dev ## measures, prints a table (ARGS=--json for JSON)
	@$(HEADLESS) $(BIN)/python -m bench $(ARGS)

# -- what the sources owe

lint: $(VENV)/dev ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/dev ## mypy, strict
	@$(BIN)/mypy

contracts: $(VENV)/dev ## what may import what
	@$(BIN)/lint-imports

check: lint types contracts ## all of the three

# -- what is made

package: $(VENV)/package ## builds what people download, for this system, into dist
	@$(SYSTEM) $(PACKAGE_TOOLS)
	@$(BIN)/python packaging/build.py

reference: $(VENV)/dev ## writes docs/reference from the code
	@$(BIN)/python scripts/reference.py

docs: $(VENV)/docs ## builds the documentation's site into build/docs
	@$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going docs build/docs
	@echo "build/docs/index.html"

translations: $(VENV)/dev ## reads the sources' texts into the .ts file, and compiles it
	@$(BIN)/python scripts/translations.py

clean: ## removes what was made here
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
