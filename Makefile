# The two commands of the README, and what they stand on. Needs Python 3.11 or newer with pip, and make.
PYTHON ?= python3
VENV := .venv
# The system's own pip fills the environment, so that nothing more than Python and pip need be there.
INSTALL = $(PYTHON) -m pip --python $(VENV)/bin/python install --quiet --disable-pip-version-check --editable

.PHONY: demo test docs clean

# Read a sample and show what was in it.
demo: $(VENV)/.for-use
	$(VENV)/bin/risktool parse samples/kommunhuset.pdf

# Every check there is, tests last. Arguments for pytest: make test ARGS="-k table"
test: $(VENV)/.for-work
	.ci/check $(ARGS)

# After a change that is meant: what the documentation shows as output, and what the samples are expected to say,
# written anew. Read the diff.
docs: $(VENV)/.for-work
	$(VENV)/bin/risktool validate samples/*.expected.json --update-expected
	$(VENV)/bin/risktool rules --format markdown > docs/rules.md
	RISKTOOL_REWRITE=1 $(VENV)/bin/pytest -q tests/test_docs.py

$(VENV)/.for-use: pyproject.toml
	test -x $(VENV)/bin/python || $(PYTHON) -m venv --without-pip $(VENV)
	$(INSTALL) .
	touch $@

$(VENV)/.for-work: pyproject.toml
	test -x $(VENV)/bin/python || $(PYTHON) -m venv --without-pip $(VENV)
	$(INSTALL) '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
