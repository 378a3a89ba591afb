"""Imports run one way, also in the scripts that are no package."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
MODULES = sorted((ROOT / "newsfigures").rglob("*.py"))
OWNERS = {
    "duckdb": ("newsfigures/store", "newsfigures/sandbox/inside"),
    "plotly": ("newsfigures/charts",),
    "streamlit": ("app.py", "pages/", "newsfigures/ui"),
    "textstat": ("newsfigures/readability",),
    "trafilatura": ("newsfigures/reading",),
    "starlette": ("newsfigures/http", "app.py"),
}
PURE = ("newsfigures/extraction", "newsfigures/model", "newsfigures/catalog", "newsfigures/errors")
IMPURE = {
    "streamlit", "duckdb", "plotly", "pandas", "numpy", "socket", "http", "urllib", "random",
    "time", "secrets", "subprocess", "os",
}  # fmt: skip


def imported(file: Path) -> set[str]:
    """Return the top-level names that a file imports, lazily or not."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("file", [*SCRIPTS, *MODULES], ids=lambda f: str(f.relative_to(ROOT)))
def test_only_the_owner_of_a_library_imports_it(file):
    place = file.relative_to(ROOT).as_posix()

    for library in imported(file) & OWNERS.keys():
        assert place.startswith(OWNERS[library]), f"{place} may not import {library}"


@pytest.mark.parametrize(
    "file",
    [f for f in MODULES if f.relative_to(ROOT).as_posix().startswith(PURE)],
    ids=lambda f: str(f.relative_to(ROOT)),
)
def test_the_engine_is_pure(file):
    assert not imported(file) & IMPURE


def test_no_page_is_longer_than_a_table_of_contents():
    lengths = {f.name: len(f.read_text(encoding="utf-8").splitlines()) for f in SCRIPTS}

    assert {name: n for name, n in lengths.items() if n > 90} == {}
