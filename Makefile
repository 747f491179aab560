# Kejia: the verbs of the project. `make help` lists them.
# Every path here is relative, so that the project may lie in a folder with spaces in its name.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup environment environment-dev front browser translations run test check bench offline gallery lock

PYTHON_HERE := .venv/bin/python

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

environment:
	@tools/environment.sh base

environment-dev:
	@tools/environment.sh base dev

front: environment
	@tools/front.sh

browser:
	@tools/browser.sh

translations: environment
	@.venv/bin/kejia translations

setup: environment-dev front translations browser ## everything that running, testing and checking need

run: environment front translations ## the site at http://127.0.0.1:8000 (PORT=8001 for another), with its database and worker
	@exec .venv/bin/kejia run

test: environment-dev front translations browser ## all tests; DATABASE_URL=... for another PostgreSQL, T="-k word" to choose
	@$(PYTHON_HERE) tools/run_tests.py $(T)

check: environment-dev front translations ## format, types, import order, shape, templates, translations, locks, audit
	@$(PYTHON_HERE) tools/check.py

bench: environment-dev ## measured speed, as ratios of one run
	@$(PYTHON_HERE) bench/run.py

offline: environment front translations ## the page that judges a roster without network or installation: one HTML file
	@$(PYTHON_HERE) tools/build_offline.py

gallery: environment-dev front translations browser ## pictures of every page, in var/gallery
	@$(PYTHON_HERE) tools/gallery.py

lock: environment-dev ## read requirements/*.in again and write the locks
	@tools/lock.sh
