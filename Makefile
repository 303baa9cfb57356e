.DEFAULT_GOAL := help
SHELL := /bin/bash

PACKAGES := git liblua5.4-dev libsqlite3-dev pkg-config tzdata
BUILD := swift build
FLOWCTL := .build/debug/flowctl
# `make run` leaves nothing behind: each run has a home of its own.
SAMPLE := flows/attest-new/example.json

help: ## Show this list.
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' \
	  | while IFS='|' read -r name text; do printf '  make %-8s %s\n' "$$name" "$$text"; done

setup: ## Install what the build needs from Debian's packages (asks for root).
	@missing="$(call missing)"; \
	if [ -z "$$missing" ]; then echo "setup: everything is installed"; exit 0; fi; \
	echo "setup: installing with apt-get:$$missing"; \
	root=""; [ "$$(id -u)" = 0 ] || root=sudo; \
	$$root apt-get update -q && $$root apt-get install -q -y --no-install-recommends $$missing

build: needs ## Build flowctl and the library for development.
	@$(BUILD) --product flowctl

run: needs ## Attest a sample customer on the sandbox, in a throw-away home.
	@$(BUILD) --product flowctl
	@home="$$(mktemp -d)"; trap 'rm -rf "$$home"' EXIT; \
	FLOWCTL_HOME="$$home" $(FLOWCTL) run attest-new --profile sandbox --input $(SAMPLE)

test: needs ## Build everything and run the tests.
	@$(BUILD) --build-tests
	@swift test --skip-build

format: ## Rewrite the Swift sources in the project's format.
	@swift format --in-place --recursive --parallel Package.swift Sources Tests

lint: ## Check the format without changing anything.
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests

clean: ## Remove what was built.
	@rm -rf .build

needs:
	@missing="$(call missing)"; [ -z "$$missing" ] || $(MAKE) --no-print-directory setup

missing = $(shell for package in $(PACKAGES); do \
  dpkg-query -W -f='$${Status}' "$$package" 2>/dev/null | grep -q 'ok installed' || printf ' %s' "$$package"; done)

.PHONY: help setup build run test format lint clean needs
