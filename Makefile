# Everything is in manage.py, so that it runs where there is no make.
# PYTHON names the interpreter that makes the virtual environment (3.11 or newer).
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
PYTHON := $(if $(PYTHON),$(PYTHON),python3)

.PHONY: help run test check audit sbom eval bench gallery lock
help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'
run:  ## set up what is missing and serve the app on 127.0.0.1:8501
	@$(PYTHON) manage.py run
test:  ## set up what is missing, a browser included, and run every check and test
	@$(PYTHON) manage.py test
check:  ## lint, format, types, import directions, known faults of packages
	@$(PYTHON) manage.py check
audit:  ## look for known faults in the packages that are pinned
	@$(PYTHON) manage.py audit
sbom:  ## write what the app is made of: build/sbom.json, CycloneDX
	@$(PYTHON) manage.py sbom
eval:  ## score the extractor on the gold sets
	@$(PYTHON) manage.py eval $(if $(GOLD),--gold "$(GOLD)")
bench:  ## measure the extractor beside quantulum3, some minutes
	@$(PYTHON) manage.py bench
gallery:  ## photograph every page, full and empty, light and dark, into build/gallery
	@$(PYTHON) manage.py gallery
lock:  ## write the lock files anew (needs uv)
	@$(PYTHON) manage.py lock
.DEFAULT_GOAL := help
