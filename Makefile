# Two commands are all you need: `make demo` and `make test`. Both set up what they need in .venv.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
OUTPUT := sample_site/output
CLIENTS := $(patsubst themes/clients/%/static/skin.css,%,$(wildcard themes/clients/*/static/skin.css))

.PHONY: demo clients serve port test quick lint format readme gallery bench clean

demo: $(VENV)/demo.done
	cd sample_site && ../$(BIN)/pelican content -s pelicanconf.py -o output -e 'SITEURL="http://localhost:$(PORT)"'
	@echo
	@echo "The sample blog is there. Open $(OUTPUT)/index.html, or \`make serve\` and http://localhost:$(PORT)/"

# The sample posts once in the skin of each client.
clients: demo
	cd sample_site && for client in $(CLIENTS); do \
		CLIENT=$$client ../$(BIN)/pelican content -s clientconf.py \
			-e "SITEURL=\"http://localhost:$(PORT)/clients/$$client\"" || exit 1; done
	@echo
	@echo "The skins are there: $(foreach client,$(CLIENTS),$(OUTPUT)/clients/$(client)/index.html)"

serve: port demo
	$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory $(OUTPUT)

port: $(VENV)/bin/python
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT))).close()' 2>/dev/null || { \
		echo "Nothing can be served on port $(PORT): it is in use, or not yours to use. Take another one:"; \
		echo "    make serve PORT=$$(($(PORT) + 1))"; exit 1; }

test: $(VENV)/test.done
	$(BIN)/python -m pytest

# Only what takes seconds: no build, no process, no browser.
quick: $(VENV)/test.done
	$(BIN)/python -m pytest tests/unit

lint: $(VENV)/lint.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/lint.done
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Writes the tables of README.md and docs/ from the code, and the pages that are nothing else.
readme: $(VENV)/test.done
	$(BIN)/python tools/readme_tables.py

# Takes the pictures in docs/ with Chromium: every look on four themes, every icon; draws share cards.
gallery: $(VENV)/test.done
	$(BIN)/python tools/gallery.py
	$(BIN)/python tools/icon_sheet.py
	$(BIN)/python tools/card_pictures.py

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
