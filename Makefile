# Descent. `make serve` builds and serves the site; `make test` runs everything that CI runs.
PORT ?= 8080
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup setup-build serve build dev check test audit bench scale

help: ## List the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## Install what building and testing need
	@scripts/setup test

setup-build:
	@scripts/setup build

build: setup-build ## Build the release site into dist/
	@scripts/build

serve: build ## Build the release site and serve it on 127.0.0.1 (PORT=8080)
	@cargo build --quiet --bin serve
	@target/debug/serve dist --port $(PORT)

dev: setup-build ## Serve with rebuild and reload on every change
	@. scripts/env; . scripts/trunk-env dev; cargo fetch --quiet; trunk serve --port $(PORT)

check: setup ## Format, lints, docs, native tests, build, size budgets
	@scripts/check

test: setup ## All that CI runs: check, the browser tests in three engines, Lighthouse
	@scripts/check
	@scripts/browser-tests
	@scripts/audit

audit: setup build ## Lighthouse on a page of each kind, performance included
	@scripts/audit

bench: setup-build ## Sizes, redraw times, steps a second (read by people, never a gate)
	@scripts/bench

scale: setup ## What the site costs at 100 lessons and 70 demos
	@scripts/scale
