# The words of this house: each target is one of them, and continuous integration runs these and nothing else.
.DEFAULT_GOAL := help
.PHONY: help install tools run test check fix evals bench faults docs lock

PYTHON ?= python3
BIN := .venv/bin
DATA ?= data/demo

help: ## what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

install: .venv/installed ## .venv with briefbot and the checkers in it

# The pip that a new machine brings fails on extras that are spelled two ways, so it is upgraded first.
.venv/installed: requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

tools: ## the browser and the database that some tests use, from the system's packages
	@sh .ci/tools

run: install ## the demo newsroom: cards in this terminal and at http://127.0.0.1:8321
	$(BIN)/briefbot run --config config/demo --data $(DATA)

test: install tools ## all tests
	$(BIN)/pytest -n auto --dist loadgroup

check: install ## format, lint, types, rings, generated documents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.docs --check

fix: install ## what a tool can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

evals: install ## the quality of the engine on the development data, as tables
	$(BIN)/python -m tests.evals

bench: install ## speeds, as ratios to a reference loop timed beside them
	$(BIN)/python -m tests.bench

faults: install ## the failure loops alone
	$(BIN)/pytest tests/faults -q

docs: install ## the generated parts of README.md, and its pictures
	$(BIN)/python -m tests.docs
	$(BIN)/python -m tests.pictures

lock: ## requirements*.txt, with hashes and without addresses, from pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --output-file requirements.txt pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
