# Everything that a change needs, on a fresh Debian or Ubuntu with Swift, as root or with sudo.
# Each target does its own set-up; stamps in .build/stamps make the second run quick.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: demo notebooks test lab check bench build format clean

VENV := .venv
# nbgrader pins versions of its own, so it has an environment of its own.
NBGRADER_VENV := .venv-nbgrader
BINARY := .build/release/svertka
STAMPS := .build/stamps
CLIENTS := Tests/Clients
SOURCES := $(shell find -L Sources Tests -name '*.swift' -o -name '*.h' -o -name '*.modulemap') Package.swift

# `make bench` measures every inner loop, the kernel and the networks; with KERAS=python these beside Keras in that interpreter.
# `make test KERAS=python` also runs the portable notebooks under that interpreter's ipykernel.

# Real data sets, where they are; tests that need them say so and are skipped elsewhere.
export SVERTKA_DATA ?= $(wildcard $(abspath ../shared/data))
export PIP_DISABLE_PIP_VERSION_CHECK := 1

BUILD_PACKAGES := libzmq3-dev libopenblas-dev libpng-dev libjpeg-dev libcairo2-dev zlib1g-dev libhdf5-dev pkg-config python3-venv
TEST_PACKAGES := chromium fonts-dejavu-core libcurl4 libsqlite3-0

demo: $(STAMPS)/binary $(STAMPS)/venv-demo
	$(BINARY) install --prefix $(VENV)
	$(VENV)/bin/python $(CLIENTS)/demo.py notebooks/00-mnist.ipynb out/00-mnist.ipynb

# All of the course in its small setting; FULL=1: with real data and many epochs.
notebooks: $(STAMPS)/binary $(STAMPS)/venv-demo
	$(BINARY) install --prefix $(VENV)
	$(VENV)/bin/python $(CLIENTS)/notebooks.py $(if $(filter 1,$(FULL)),--full)

test: $(STAMPS)/test-packages $(STAMPS)/tests $(STAMPS)/venv $(STAMPS)/venv-nbgrader
	$(BINARY) install --prefix $(VENV)
	status=0; \
	swift test -c release --skip-build || status=1; \
	$(VENV)/bin/python -m pytest $(CLIENTS) -q -ra -n 2 --dist loadfile || status=1; \
	exit $$status

lab: $(STAMPS)/binary $(STAMPS)/venv
	$(BINARY) install --prefix $(VENV)
	$(VENV)/bin/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) --notebook-dir notebooks

check:
	swift format lint --strict --recursive Sources Tests Package.swift
	$(MAKE) test

format:
	swift format --in-place --recursive Sources Tests Package.swift

bench: $(STAMPS)/binary $(STAMPS)/venv
	swift run -c release loopbench
	$(BINARY) install --prefix $(VENV)
	$(VENV)/bin/python benchmarks/kernel.py
	$(VENV)/bin/python benchmarks/compare.py --svertka $(BINARY) $(if $(KERAS),--keras $(KERAS))

build: $(STAMPS)/binary

clean:
	rm -rf .build $(VENV) $(NBGRADER_VENV) out

# The release build serves the tests too: nothing is compiled twice.
$(STAMPS)/binary: $(SOURCES) | $(STAMPS)/build-packages
	swift build -c release --product svertka
	touch $@

$(STAMPS)/tests: $(SOURCES) | $(STAMPS)/build-packages
	swift build -c release --build-tests
	touch $@ $(STAMPS)/binary

$(STAMPS)/build-packages:
	$(call install,$(BUILD_PACKAGES))
	mkdir -p $(@D); touch $@

$(STAMPS)/test-packages: | $(STAMPS)/build-packages
	$(call install,$(TEST_PACKAGES))
	touch $@

$(STAMPS)/venv-demo: $(CLIENTS)/requirements-demo.txt | $(STAMPS)/build-packages
	test -x $(VENV)/bin/python || python3 -m venv $(VENV)
	$(VENV)/bin/pip install -q -r $<
	touch $@

$(STAMPS)/venv: $(CLIENTS)/requirements.txt $(STAMPS)/venv-demo
	$(VENV)/bin/pip install -q -r $<
	touch $@

$(STAMPS)/venv-nbgrader: $(CLIENTS)/requirements-nbgrader.txt | $(STAMPS)/build-packages
	test -x $(NBGRADER_VENV)/bin/python || python3 -m venv $(NBGRADER_VENV)
	$(NBGRADER_VENV)/bin/pip install -q -r $<
	touch $@

# Installs the Debian packages that are missing; asks for nothing where all are there.
define install
	missing=; for package in $(1); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  root=; [ "$$(id -u)" = 0 ] || root=sudo; \
	  $$root apt-get update -q && $$root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing; \
	fi
endef
