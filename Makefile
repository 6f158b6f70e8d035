# Two commands from a bare machine: `make graph` and `make test`. `make help` lists the rest.
# Plain POSIX sh and `python3 -m venv`; the stamp files make every run after the first start at once.

PYTHON ?= python3
REPORT ?= data/reports/turpan-2025.txt
OUTPUT ?= output
VENV   := .venv
PY     := $(VENV)/bin/python
KG     := $(VENV)/bin/kg
PIP    := $(PY) -m pip --quiet --disable-pip-version-check --no-input
BUILT  := $(OUTPUT)/$(basename $(notdir $(REPORT)))

# gold annotation: the project's own, and what may stand beside the checkout
GOLD   := tests/gold $(wildcard ../shared/eval/gold)

# what each stamp says is installed: what `kg` needs to run; that and the tools of the developers
RUNTIME := $(VENV)/.runtime-installed
DEV     := $(VENV)/.dev-installed

.PHONY: help graph test test-slow check score format browser clean distclean
.DEFAULT_GOAL := help

help: ## 显示本帮助 · show this help
	@echo '用法 usage: make TARGET [REPORT=...] [OUTPUT=...] [PYTHON=...]'
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1\t\2/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do \
		printf '  make %-10s %s\n' "$$name" "$$text"; done

graph: $(RUNTIME) ## 吐鲁番报告 → 图谱、网页、Turtle · build the sample report's graph
	@echo '==> 建图 building the graph: $(REPORT) → $(OUTPUT)/'
	@$(KG) build '$(REPORT)' -o '$(OUTPUT)/'
	@echo '==> 完成 done. 用浏览器打开(无需联网) open in a browser (no network needed): $(BUILT).html'
	@echo '    Turtle: $(BUILT).ttl    提问 ask: $(KG) query enacted    全部问题 all questions: $(KG) query --list'

test: check browser ## 静态检查与日常测试 · lint, types and the everyday tests
	@echo '==> 测试 tests (everyday suite)'
	@PYTHONPATH=tests $(PY) -m pytest -p no_skips -m 'not slow'
	@echo '==> 完成 done. 慢测试 slow tests: make test-slow    打分 scores: make score'

test-slow: $(DEV) browser ## 其余的慢测试 · the slow tests alone
	@echo '==> 测试 tests (slow ones)'
	@PYTHONPATH=tests $(PY) -m pytest -p no_skips -m slow

check: $(DEV) ## 只做静态检查 · ruff and mypy alone
	@echo '==> 静态检查 static checks: ruff check, ruff format --check, mypy --strict'
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy --strict kg

# a figure below the recorded one is shown with its change and is no error of make's; a fault (status 2) is
score: $(RUNTIME) ## 与标注答案对照打分 · hold the graphs against the gold
	@for gold in $(GOLD); do \
		echo "==> 打分 scores: $$gold"; \
		$(KG) score --all "$$gold" || [ $$? -eq 1 ] || exit 2; \
	done
	@echo '==> 完成 done. 逐条看错误 each miss with its sentence: $(KG) score --all --misses'

format: $(DEV) ## 整理代码格式 · lay out the code
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

browser: ## 装 Chromium(浏览器测试用)· Chromium for the browser tests, where the machine allows it
	@sh .ci/browser

clean: ## 删除产物与缓存 · remove what was built, and the caches
	@find '$(OUTPUT)' -mindepth 1 -not -name .gitkeep -delete
	@rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find kg tests -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo '==> 已清理 cleaned (环境仍在 the environment stays; make distclean 也删除它 removes it too)'

distclean: clean ## 连同 .venv 一并删除 · remove the environment too
	@rm -rf $(VENV)

$(RUNTIME): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo '需要 Python 3.11 以上 · Python 3.11 or newer is needed: apt-get install python3, or make PYTHON=/path/to/python3' >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo '缺少 venv 模块 · the venv module is missing: apt-get install python3-venv' >&2; exit 2; }
	@echo '==> 准备环境 preparing $(VENV) with '"$$($(PYTHON) --version)"
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV)
	@echo '==> 安装运行依赖 installing what kg needs to run (一次,约一分钟 · once, about a minute)'
	@$(PIP) install --editable .
	@touch $@

$(DEV): $(RUNTIME)
	@echo '==> 安装开发工具 installing the tools of the developers (一次 · once)'
	@$(PIP) install --editable '.[dev]'
	@touch $@
