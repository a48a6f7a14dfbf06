# Two commands: `make run` and `make test`. Each does its own set-up, and is quick the second time.

VENV := .venv
BIN := $(VENV)/bin
QT_LIBRARIES := 'libglib2.0-0t64|libglib2.0-0' libgl1 libegl1 libfontconfig1 libfreetype6 libdbus-1-3 \
	libxkbcommon0 libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 \
	libxcb-image0 libxcb-render-util0 libxcb-randr0 libxcb-xinerama0 libxcb-xkb1 libx11-xcb1
PACKAGE_TOOLS := binutils xz-utils libglib2.0-bin python3-gi shared-mime-info
DISPLAY_TOOLS := xvfb xdotool openbox fonts-noto-cjk dbus at-spi2-core gir1.2-atspi-2.0 python3-gi

.DEFAULT_GOAL := help
.PHONY: help run test test-faults soak bench lint types contracts check test-display package test-package translations clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(VENV)/system: scripts/system-packages.sh Makefile
	@sh scripts/system-packages.sh $(QT_LIBRARIES) python3-venv
	@mkdir -p $(VENV) && touch $@

$(VENV)/run: $(VENV)/system pyproject.toml
	@test -x $(BIN)/pip || $$(sh scripts/find-python.sh) -m venv $(VENV)
	@echo "Installing Queuescope into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run
	@echo "Installing what the tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

run: $(VENV)/run ## opens the window
	@$(BIN)/queuescope $(ARGS)

test: $(VENV)/dev ## runs the tests that need no display
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m "not display and not faults and not package" $(ARGS)

test-faults: $(VENV)/dev ## runs the tests that kill, tear and flood runs (at most 8 minutes)
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m faults $(ARGS)

SOAK_S := 1800
soak: $(VENV)/dev ## the same with all kills, 2000 starts, and the window open for half an hour (SOAK_S, ARGS=tests/faults/test_soak.py: that alone)
	@QUEUESCOPE_KILLS=100 QUEUESCOPE_STARTS=2000 QUEUESCOPE_FLOOD_S=60 QUEUESCOPE_STOPPED_S=10 \
		QUEUESCOPE_SOAK_S=$(SOAK_S) QT_QPA_PLATFORM=offscreen \
		$(BIN)/python -m pytest -m faults -rP -o faulthandler_timeout=0 $(ARGS)

test-display: $(VENV)/dev ## runs the tests that click in a real window, on a virtual display
	@sh scripts/system-packages.sh $(DISPLAY_TOOLS)
	@sh scripts/on-display.sh $(BIN)/python -m pytest -m display $(ARGS)

$(VENV)/package: $(VENV)/run
	@echo "Installing what packaging needs"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[package]'
	@touch $@

package: $(VENV)/package ## builds what people download, for this system, into dist
	@sh scripts/system-packages.sh $(PACKAGE_TOOLS)
	@$(BIN)/python packaging/build.py

test-package: $(VENV)/dev ## unpacks and uses what `make package` built, where no Python is
	@sh scripts/system-packages.sh $(DISPLAY_TOOLS) $(PACKAGE_TOOLS)
	@sh scripts/on-display.sh $(BIN)/python -m pytest -m package $(ARGS)

bench: $(VENV)/dev ## measures, prints a table (ARGS=--json for JSON)
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m bench $(ARGS)

lint: $(VENV)/dev ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/dev ## mypy, strict
	@$(BIN)/mypy

contracts: $(VENV)/dev ## what may import what
	@$(BIN)/lint-imports

check: lint types contracts ## all of the three

translations: $(VENV)/dev ## reads the sources' texts into the .ts file, and compiles it
	@$(BIN)/python scripts/translations.py

clean: ## removes what was made here
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
