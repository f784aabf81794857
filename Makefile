# The one task runner; CI runs the same targets. `make` lists them.
# Needs Rust (rustup's `stable` has everything) and a C compiler, which builds the SQLite that comes with the library and
# the allocator of the program.

CARGO ?= cargo
LOCKED := --locked
DEMO ?= demo.db

.DEFAULT_GOAL := help
.NOTPARALLEL:
# PostgreSQL and nginx for the tests are installed where that needs no question; servers are started and stopped by the tests.
.PHONY: help run test unit contract doctest fmt fmt-check lint doc deny bench bench-full bench-http soak screens screens-check screens-test screenshots package python-test python-bench stubs need-cargo need-cc need-postgres need-nginx need-chromium

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: need-cargo need-cc ## Serve a demonstration office on http://127.0.0.1:5000; prints who may sign in
	@$(MAKE) --no-print-directory screens || echo "== Going on without the screens; the API works" >&2
	@echo "== Building the server; the first time takes some minutes"
	@$(CARGO) build $(LOCKED) -p crm-http --bin crm
	@echo "== Serving $(DEMO); the first time it is filled with a year of calls and orders. Ctrl-C stops"
	@echo "   Who may sign in is printed each time and kept in $(DEMO).demo-accounts"
	@$(CARGO) run -q $(LOCKED) -p crm-http --bin crm -- serve --demo --log-level warn --database sqlite://$(DEMO)

test: fmt-check lint unit contract doctest doc deny python-test screens-test ## Everything a change must pass
	@echo "== All green"

unit: need-cargo need-cc need-postgres need-nginx ## Unit, property, conformance and crash tests, on both stores
	@if $(CARGO) nextest --version >/dev/null 2>&1; then \
		echo "== Tests, by cargo-nextest"; \
		$(CARGO) nextest run $(LOCKED) --workspace --all-features --no-fail-fast && \
		echo "== The API once more, on PostgreSQL" && \
		CRM_TEST_STORE=postgres $(CARGO) nextest run $(LOCKED) -p crm-http --all-features --test api --no-fail-fast; \
	else \
		echo "== Tests, by cargo test: cargo-nextest is not installed (cargo install cargo-nextest --locked); it is faster"; \
		$(CARGO) test $(LOCKED) --workspace --all-features --no-fail-fast --lib --bins --tests --examples && \
		echo "== The API once more, on PostgreSQL" && \
		CRM_TEST_STORE=postgres $(CARGO) test $(LOCKED) -p crm-http --all-features --no-fail-fast --test api; \
	fi

contract: need-cargo need-cc ## Hold the running server against its API document, by made-up requests; CONTRACT_EXAMPLES=200 an operation
	@echo "== The API document, by schemathesis; a few minutes"
	@CARGO="$(CARGO)" crm-http/tests/contract/run.sh

# Node.js of the machine, or one from PyPI; the folder of its programs is put before all others.
NODE = folder=$$(sh crm-http/tests/need-node.sh) && export PATH="$$folder:$$PATH" && cd crm-http/web && \
	{ [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --silent; }

screens: ## Build the screens into crm-http/web/dist, which the program has within; needs Node.js
	@echo "== Screens"
	@$(NODE) && npm run --silent build

screens-check: need-cargo need-cc ## Types, lints, and whether the types made of the API document are stale
	@echo "== Screens: types and lints"
	@$(NODE) && npm run --silent check

screens-test: need-cargo need-cc need-postgres need-chromium screens-check screens ## The screens in a browser, on a real server on SQLite and on PostgreSQL
	@$(CARGO) build $(LOCKED) -p crm-http --bin crm
	@$(CARGO) build $(LOCKED) -p crm-store-postgres --features testing --example throwaway
	@echo "== Screens, in Chromium"
	@$(NODE) && npm run --silent test
	@echo "== Screens once more, on PostgreSQL"
	@$(NODE) && CRM_TEST_STORE=postgres npm run --silent test:flows

screenshots: need-cargo need-cc need-chromium screens ## Pictures of each page in both themes, into target/screenshots; the desk into docs
	@$(CARGO) build $(LOCKED) -p crm-http --bin crm
	@echo "== Screenshots"
	@$(NODE) && npm run --silent screenshots

package: need-cargo need-cc screens ## The crates as they would be published, with the screens within
	@echo "== Packages, into target/package"
	@$(CARGO) package --no-verify --allow-dirty --exclude-lockfile -p crm-core -p crm-store-sqlite -p crm-store-postgres -p crm-http
	@tar -tzf $${CARGO_TARGET_DIR:-target}/package/crm-http-*.crate | grep -q web/dist/index.html || { echo "The screens are not in the package" >&2; exit 1; }

python-test: need-cargo need-cc need-postgres ## The Python module: its wheel, types, tests on both stores, and the example scripts
	@$(CARGO) build $(LOCKED) -p crm-store-postgres --features testing --example throwaway
	@CARGO="$(CARGO)" sh bindings/python/tests/run.sh

stubs: need-cargo need-cc ## Write what of the Python module is made from the Rust code: type stubs, asyncio twins, enums
	@sh bindings/python/tests/stubs.sh

python-bench: need-cargo need-cc ## The Python module beside sqlite3 and SQLAlchemy, as ratios; CALLS=1000000
	@sh bindings/python/benches/run.sh --calls $${CALLS:-1000000}

doctest: need-cargo need-cc ## The examples in the documentation and in README.md
	@echo "== Documentation tests"
	@$(CARGO) test $(LOCKED) --workspace --all-features --doc

fmt: need-cargo ## Format the code
	@echo "== Formatting"
	@$(CARGO) fmt --all
	@bin=$$(sh bindings/python/tests/venv.sh) && cd bindings/python && "$$bin/ruff" check --fix-only --quiet . ../../examples/python && \
		"$$bin/ruff" format --quiet . ../../examples/python

fmt-check: need-cargo
	@echo "== Format"
	@$(CARGO) fmt --version >/dev/null 2>&1 || { echo "rustfmt is missing: rustup component add rustfmt" >&2; exit 1; }
	@$(CARGO) fmt --all --check || { echo "The code is not formatted: make fmt" >&2; exit 1; }

lint: need-cargo need-cc ## Clippy, with every warning an error
	@echo "== Lints"
	@$(CARGO) clippy --version >/dev/null 2>&1 || { echo "clippy is missing: rustup component add clippy" >&2; exit 1; }
	@$(CARGO) clippy $(LOCKED) --workspace --all-targets --all-features -- -D warnings

doc: need-cargo need-cc ## Build the documentation, with every warning an error
	@echo "== Documentation"
	@RUSTDOCFLAGS="-D warnings" $(CARGO) doc $(LOCKED) --workspace --no-deps --all-features

deny: need-cargo ## Licences, bans and sources of the dependencies
	@if $(CARGO) deny --version >/dev/null 2>&1; then \
		echo "== Dependencies"; \
		$(CARGO) deny check --hide-inclusion-graph licenses bans sources; \
	else \
		echo "== Dependencies: not checked, cargo-deny is not installed (cargo install cargo-deny --locked)"; \
	fi

bench: need-cargo need-cc ## Benchmarks beside raw rusqlite, raw sqlx, and Python's peers, as ratios; the short run
	@echo "== Benchmarks, short; close other programs, they disturb"
	@$(CARGO) bench $(LOCKED) -p crm-benches
	@sh bindings/python/benches/run.sh --calls 100000

bench-full: need-cargo need-cc ## The same with sizes beyond a million rows; long, and needs disk space
	@echo "== Benchmarks, full"
	@$(CARGO) bench $(LOCKED) -p crm-benches -- --full

bench-http: need-cargo need-cc ## The server beside a bare axum + rusqlite handler under load, and an overload; needs wrk
	@CARGO="$(CARGO)" sh benches/http/run.sh

soak: need-cargo need-cc need-postgres need-nginx ## All tests with many more random cases, and the slow ones: simulated calls, five minutes of load
	@echo "== Soak: PROPTEST_CASES=$${PROPTEST_CASES:-5000}, CRM_SOAK=$${CRM_SOAK:-500} kills"
	@PROPTEST_CASES=$${PROPTEST_CASES:-5000} CRM_SOAK=$${CRM_SOAK:-500} \
		$(CARGO) test $(LOCKED) --workspace --all-features --no-fail-fast --lib --bins --tests -- --include-ignored

need-cargo:
	@command -v $(CARGO) >/dev/null 2>&1 || { echo "cargo is missing: install Rust from https://rustup.rs" >&2; exit 1; }

need-postgres:
	@sh crm-store-postgres/tests/need-postgres.sh

need-chromium:
	@sh crm-http/web/tests/need-chromium.sh

need-nginx:
	@sh crm-http/tests/need-nginx.sh

need-cc:
	@set -- $${CC:-cc}; command -v "$$1" >/dev/null 2>&1 || { \
		echo "The C compiler \"$$1\" is missing; it builds SQLite. Install gcc or clang" >&2; \
		echo "(Debian, Ubuntu: apt install gcc libc6-dev; Fedora: dnf install gcc; macOS: xcode-select --install)." >&2; \
		exit 1; }
