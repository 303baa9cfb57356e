.DEFAULT_GOAL := help
SHELL := /bin/bash

PACKAGES := git liblua5.4-dev libsqlite3-dev lua-check pkg-config tzdata
BUILD := swift build
FLOWCTL := .build/debug/flowctl
SAMPLE := flows/attest-new/example.json
# Each `make run` starts with a new home; the last one stays, so that its run can be looked at.
RUN_HOME := $(CURDIR)/.build/run-home

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
	@rm -rf "$(RUN_HOME)"
	@FLOWCTL_HOME="$(RUN_HOME)" $(FLOWCTL) run attest-new --profile sandbox --input $(SAMPLE)

test: needs ## Build everything and run the tests.
	@$(BUILD) --build-tests
	@# The built command is tested in a process of its own: beside all other tests, Foundation's
	@# Process now and then crashed in run().
	@swift test --skip-build --skip FlowctlTests
	@# Each of these tests keeps a process busy: all at once would have the time limits of what they
	@# talk to run out.
	@SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$$((3 * $$(getconf _NPROCESSORS_ONLN))) \
	  swift test --skip-build --filter FlowctlTests

bench: needs ## Measure the budgets against baselines, in a release build (takes a while).
	@$(BUILD) -c release --product flowctl
	@$(BUILD) -c release --product flowbench
	@.build/release/flowbench

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

.PHONY: help setup build run test bench format lint clean needs
