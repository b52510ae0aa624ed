# Two commands are all you need: `make demo` and `make test`. Both set up what they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUTPUT := sample_site/output
CLIENTS := $(patsubst themes/clients/%/static/skin.css,%,$(wildcard themes/clients/*/static/skin.css))

.PHONY: demo clients serve test lint format readme gallery bench clean

demo: $(VENV)/demo.done
	cd sample_site && ../$(BIN)/pelican content -s pelicanconf.py -o output
	@echo
	@echo "The sample blog is in $(OUTPUT)/. Look at it with \`make serve\`: http://localhost:8000/"

# The sample posts once in the skin of each client.
clients: demo
	cd sample_site && for client in $(CLIENTS); do \
		CLIENT=$$client ../$(BIN)/pelican content -s clientconf.py || exit 1; done
	@echo
	@echo "The skins are in $(OUTPUT)/clients/. Look at them with \`make serve\`: http://localhost:8000/clients/"

serve: demo
	$(BIN)/python -m http.server 8000 --bind 127.0.0.1 --directory $(OUTPUT)

test: $(VENV)/test.done
	$(BIN)/python -m pytest

lint: $(VENV)/lint.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/lint.done
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Writes the README's tables from the code.
readme: $(VENV)/test.done
	$(BIN)/python tests/readme_tables.py

# Takes the pictures in docs/ with Chromium: every look on four themes, every icon.
gallery: $(VENV)/test.done
	$(BIN)/python tests/gallery.py
	$(BIN)/python tests/icon_sheet.py

bench: $(VENV)-bench/done
	$(VENV)-bench/bin/python benchmarks/run.py --posts 1000 10000 --rounds 3

clean:
	rm -rf $(VENV) $(VENV)-bench $(OUTPUT) build dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/demo.done: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/test.done: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable . --group test
	@touch $@

$(VENV)/lint.done: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable . --group lint
	@touch $@

# An environment of its own: Pelican loads every plugin that is installed, also into the builds without them.
$(VENV)-bench/done: pyproject.toml
	$(PYTHON) -m venv $(VENV)-bench
	$(VENV)-bench/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(VENV)-bench/bin/python -m pip install --quiet . --group bench
	@touch $@
