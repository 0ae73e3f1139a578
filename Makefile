# Everything a person runs. `make help` lists it.
.DEFAULT_GOAL := help
.PHONY: help prepare up down status logs seed build check test test-backends format company new-service bench drill mutate-rights

RUN := node --import tsx

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

prepare:
	@scripts/prepare

up: prepare ## build what changed, start everything, load the demo data once, print the address
	@$(RUN) scripts/stack.ts up

down: prepare ## stop what `make up` started; the data stays
	@$(RUN) scripts/stack.ts down

status: prepare ## every part: process, ports, ready, memory
	@$(RUN) scripts/stack.ts status

logs: prepare ## follow the logs, or those of one part: make logs SERVICE=customer
	@$(RUN) scripts/stack.ts logs $(SERVICE)

seed: prepare ## load the demo data again
	@$(RUN) scripts/stack.ts seed

company: prepare ## open a company: NAME="上海晨光贸易有限公司" LOGIN=lilei EMAIL=li.lei@example.com
	@$(RUN) scripts/company.ts

build: prepare ## build what is older than its sources
	@$(RUN) scripts/stack.ts build

check: prepare ## types, style, import rules, dead code, the contract; no tests
	@$(RUN) scripts/test.ts check

test: prepare ## everything: check, unit and integration tests, the portal in a browser
	@$(RUN) scripts/test.ts

bench: build ## compare the product's cost with a bare skeleton's, and see what it bears; about 15 minutes
	@$(RUN) scripts/bench/main.ts

drill: build ## make every fault while people work and read everything back; about 25 minutes
	@$(RUN) scripts/drill/main.ts

mutate-rights: build ## take each check of rights out in turn and see which test notices; about an hour, less with ONLY=customer
	@$(RUN) scripts/mutation/main.ts $(ONLY)

test-backends: prepare ## keep the tests' database and broker running between test runs; STOP=1 ends that
	@$(RUN) scripts/testing/backends.ts $(if $(STOP),stop)

format: prepare ## rewrite the sources in the house style
	@node_modules/.bin/prettier --log-level warn --write .

new-service: prepare ## an empty service in the right shape: NAME=marketing RESOURCE=campaign
	@scripts/new-service $(NAME) $(RESOURCE)
