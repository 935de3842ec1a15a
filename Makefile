# Two commands matter: `make demo` shows what runlog does, `make test` shows that it holds.
# A machine needs Python 3.11 or newer and make; everything else goes into .venv.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# The stamps carry the interpreter's name, so that another PYTHON makes the environment anew.
STAMP := $(VENV)/.installed-$(notdir $(PYTHON))
DEV_STAMP := $(STAMP)-dev
BENCH_STAMP := $(STAMP)-bench

.PHONY: demo test lint format types layers unit docs bench fuzz lock clean

demo: $(STAMP)  ## the bundled sample runner: what stands out, a weekly PDF and PNG
	$(BIN)/runlog demo -o demo_output

test: lint types layers unit  ## everything that must hold before a change lands

lint: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV_STAMP)
	$(BIN)/mypy

layers: $(DEV_STAMP)
	$(BIN)/lint-imports

unit: $(DEV_STAMP)
	$(BIN)/pytest

format: $(DEV_STAMP)  ## mend what the linter can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(DEV_STAMP)  ## write the generated pages anew
	$(BIN)/python -m tools.make_rules_doc
	$(BIN)/python -m tools.make_guidance_doc
	$(BIN)/python -m tools.make_red_flag_words
	$(BIN)/python -m tools.make_frames_doc
	$(BIN)/python -m tools.make_json_doc
	$(BIN)/python -m tools.make_sharing_doc
	$(BIN)/python -m tools.make_readme_output
	$(BIN)/python -m tools.make_readme_picture

bench: $(BENCH_STAMP)  ## ratios measured side by side on this machine; some need the folder `shared` beside the checkout
	$(BIN)/python -m bench.warm_check
	$(BIN)/python -m bench.weekly_pdf
	$(BIN)/python -m bench.rules_speed
	$(BIN)/python -m bench.span_report
	$(BIN)/python -m bench.readers ../shared/corpus
	$(BIN)/python -m bench.bulk ../shared/corpus
	$(BIN)/python -m bench.ground ../shared/osm/liechtenstein.osm.pbf
	$(BIN)/python -m bench.alert_budget ../shared/histories

FUZZ_SECONDS ?= 120

fuzz: $(DEV_STAMP)  ## each reader under coverage-guided fuzzing, FUZZ_SECONDS each (needs atheris)
	@$(BIN)/python -c 'import atheris' 2>/dev/null || { echo "make fuzz needs atheris: $(BIN)/pip install atheris"; exit 1; }
	for kind in fit gpx tcx csv gz; do \
	  $(BIN)/python -m tests.fuzz.atheris_readers $$kind -max_total_time=$(FUZZ_SECONDS) -timeout=60 || exit 1; done

lock:  ## resolve the pinned, hashed requirements anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --no-header --no-emit-index-url --quiet -o requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --no-header --no-emit-index-url --quiet -c requirements.lock -o requirements-dev.lock
	uv pip compile pyproject.toml --group bench --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --no-header --no-emit-index-url --quiet -c requirements-dev.lock -o requirements-bench.lock

clean:
	rm -rf $(VENV) demo_output build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "runlog needs Python 3.11 or newer: make demo PYTHON=python3.13")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(BENCH_STAMP): requirements-bench.lock $(DEV_STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@
