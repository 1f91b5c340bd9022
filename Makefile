# Everything a developer or a visitor types. `make` alone lists it.
# Set-up (environments, Node, web builds, model) happens by itself where it is needed; see requirements/setup.sh.

PYTHON := .venv/bin/python
BOT_PYTHON := .venv-bot/bin/python
NPM := $(PYTHON) -m handoff.ops.setup.npm
SETUP := sh requirements/setup.sh

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint e2e smoke train evaluate bench requirements clean

help: ## this list
	@echo "Guanjia · 管家 — make what?"
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' Makefile

setup: ## both environments, Node, web builds, a model — as far as they are not current
	@$(SETUP)

demo: ## run the whole product with demo data (Ctrl-C stops it)
	@$(SETUP)
	@$(PYTHON) -m handoff.ops.demo

test: ## set up, then every test
	@$(SETUP)
	$(PYTHON) -m pytest -n 2 --ignore=tests/bot --ignore=tests/e2e --ignore=tests/chaos
	$(PYTHON) -m pytest tests/e2e tests/chaos
	$(BOT_PYTHON) -m pytest tests/bot --confcutdir=tests/bot
	$(NPM) handoff/console test
	$(NPM) handoff/widget test

lint: ## set up, then formatting, types, imports, training data, web code
	@$(SETUP) --no-model
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -c "from importlinter.cli import lint_imports_command as check; check()"
	$(PYTHON) -m insurer.knowledge_lint
	$(BOT_PYTHON) -m bot.validate
	$(NPM) handoff/console run lint
	$(NPM) handoff/console run types
	$(NPM) handoff/widget run lint

e2e: ## the story in two real browser windows (needs Chromium)
	@$(SETUP)
	@$(PYTHON) -m pytest tests/e2e

smoke: ## the story over HTTP against a running demo
	@$(PYTHON) -m tests.e2e.smoke

train: ## train a model on today's data, even if there is one
	@$(SETUP) --no-model
	@$(BOT_PYTHON) -m bot.train --force

evaluate: ## measure on files: INTENTS= DIALOGUES= FAQ= FAQ_CORPUS= OUT= (none: data/heldback); BASELINE=1 stock Rasa beside it; URL= a running bot
	@$(SETUP) $(if $(URL)$(MODEL),--no-model)
	@$(BOT_PYTHON) -m bot.evaluate $(if $(INTENTS),--intents "$(INTENTS)") $(if $(DIALOGUES),--dialogues "$(DIALOGUES)") \
		$(if $(FAQ),--faq "$(FAQ)") $(if $(FAQ_CORPUS),--faq-corpus "$(FAQ_CORPUS)") $(if $(OUT),--out "$(OUT)") \
		$(if $(URL),--url "$(URL)") $(if $(MODEL),--model "$(MODEL)") $(if $(BASELINE),--stock) \
		$(if $(SMP_TRAIN),--smp-train "$(SMP_TRAIN)") $(if $(SMP_DEV),--smp-dev "$(SMP_DEV)") $(if $(JD),--jd "$(JD)") $(if $(EMOTION),--emotion "$(EMOTION)")

bench: ## turns per second and latency of the bot beside stock Rasa
	@$(SETUP)
	@$(PYTHON) -m bench.turns

requirements: ## compile the hashed pins again after a change of requirements/*.in (ARGS=--upgrade: newest)
	@sh requirements/compile.sh $(ARGS)

clean: ## remove what set-up made, but neither models/ nor var/ (your data)
	rm -rf .venv .venv-bot .tools var/setup .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	rm -rf handoff/console/node_modules handoff/console/dist handoff/widget/node_modules handoff/widget/dist
