"""
Set up and run newsfigures with nothing but Python 3.11 or newer: `python manage.py run`.

The Makefile calls these verbs; on Windows call them directly. Standard library only, because it
runs before anything is installed.
"""

# Any Python 3 may start this file; one too old must get as far as the message in `main`.
from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
ON_WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if ON_WINDOWS else "bin/python")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A lock file that holds all of another one; tests see to it that it does.
INCLUDES = {
    "requirements-lake.lock": ("requirements.lock",),
    "requirements-dev.lock": ("requirements.lock", "requirements-lake.lock"),
}
# What runs, that is looked up and listed; seconds that looking it up may take.
AUDITED, AUDIT_SECONDS = "requirements-lake.lock", 180
# How glibc keeps memory of the server: every run of a page is a thread of its own, for which memory
# would be kept apart, and what is large (charts, answers) goes back to the system when it is done.
MEMORY = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "65536"}
PORT = os.environ.get("NEWSFIGURES_PORT", "8501")


def say(words: str) -> None:
    """Print one line at once, so that it stands before what a child process prints."""
    print(words, flush=True)  # noqa: T201


def call(*command: str | Path, **options: object) -> int:
    """Run a command in the project's folder; return its exit code."""
    return subprocess.call([str(part) for part in command], cwd=ROOT, **options)  # type: ignore[call-overload,no-any-return]


def must(*command: str | Path) -> None:
    """Run a command; leave with its exit code when it fails."""
    code = call(*command)
    if code:
        say(f"Stopped: {' '.join(str(part) for part in command)} ended with {code}.")
        sys.exit(code)


def is_root_on_apt() -> bool:
    """Say whether Debian packages can be installed here without asking."""
    return not ON_WINDOWS and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt(*packages: str) -> bool:
    """Install Debian packages; say whether that worked."""
    quiet = {
        "stdout": subprocess.DEVNULL,
        "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    }
    return (
        call("apt-get", "update", "-qq", **quiet) == 0
        and call("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages, **quiet)
        == 0
    )


def make_venv() -> None:
    """Make the virtual environment, with Debian's missing piece of Python if it is missing."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        package = f"python3.{sys.version_info[1]}-venv"
        if not (is_root_on_apt() and (apt(package) or apt("python3-venv"))):
            say(
                "This Python cannot make virtual environments. Install its venv package "
                "(Debian and Ubuntu: sudo apt install python3-venv), then run this again."
            )
            sys.exit(2)
        must(sys.executable, "-m", "venv", "--clear", VENV)
        return
    venv.create(VENV, with_pip=True, clear=VENV.exists(), symlinks=not ON_WINDOWS)


def is_usable() -> bool:
    """Say whether there is a whole environment: one broken off half-way, or of a Python that has
    gone or is too old, is not."""
    script = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return PYTHON.exists() and call(PYTHON, "-c", script, stderr=subprocess.DEVNULL) == 0


def digest(lock: Path) -> str:
    """Return what changes when a lock file does; line ends, which git may change, do not count."""
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def stamp(lock: Path) -> Path:
    """Return where it is noted which state of a lock file was installed."""
    return VENV / f"{lock.name}.sha256"


def installed(lock: Path) -> bool:
    """Say whether the environment holds just what the lock file says."""
    return (
        PYTHON.exists()
        and stamp(lock).exists()
        and stamp(lock).read_text(encoding="ascii") == digest(lock)
    )


def install(lock_name: str) -> None:
    """Install a lock file's packages, each checked against its hash; nothing when done already."""
    lock = ROOT / lock_name
    if installed(lock):
        return
    if not is_usable():
        say("Making a virtual environment in .venv ...")
        make_venv()
    say(f"Installing the packages of {lock_name}, once; this takes a minute or more ...")
    must(
        PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--require-hashes", "--requirement", lock,
    )  # fmt: skip
    for each in (lock, *(ROOT / name for name in INCLUDES.get(lock_name, ()))):
        stamp(each).write_text(digest(each), encoding="ascii")


def has_playwright_browser() -> bool:
    """Say whether Playwright's own Chromium is there."""
    script = (
        "import os,sys\n"
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: sys.exit(not os.path.exists(p.chromium.executable_path))"
    )
    return call(PYTHON, "-c", script) == 0


def browser() -> None:
    """See to it that there is a Chromium for the browser tests."""
    if os.environ.get("CHROMIUM") or any(map(shutil.which, BROWSERS)):
        return
    if is_root_on_apt():
        say("Installing Debian's chromium for the browser tests ...")
        if apt("chromium"):
            return
    if has_playwright_browser():
        return
    say("Installing Playwright's Chromium for the browser tests ...")
    with_libraries = ["--with-deps"] if is_root_on_apt() else []
    if call(PYTHON, "-m", "playwright", "install", *with_libraries, "chromium"):
        say(
            "No browser could be installed. Install Chromium or Chrome yourself, or set "
            "CHROMIUM to the path of one, then run this again."
        )
        sys.exit(2)


def spreadsheet() -> None:
    """
    See to it that there is a LibreOffice, where that needs no asking.

    Without one the tests that open downloads in it fail, and say what to install.
    """
    if any(map(shutil.which, ("soffice", "libreoffice"))) or not is_root_on_apt():
        return
    say("Installing Debian's libreoffice-calc for the tests of downloads ...")
    apt("libreoffice-calc")


def postgres() -> None:
    """
    See to it that there is a PostgreSQL, where that needs no asking; the tests start their own.

    Without one the tests of stores past one machine fail, and say what to install.
    """
    here = shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if here or not is_root_on_apt():
        return
    say("Installing Debian's postgresql for the tests of stores past one machine ...")
    apt("postgresql")


def run(_: list[str]) -> int:
    """Set up what is missing and serve the app on this machine only."""
    in_a_lake = os.environ.get("NEWSFIGURES_DB", "").startswith("ducklake:")
    install("requirements-lake.lock" if in_a_lake else "requirements.lock")
    must(PYTHON, "-m", "newsfigures", "build")
    for name, value in MEMORY.items():
        os.environ.setdefault(name, value)
    say(f"newsfigures is at http://127.0.0.1:{PORT}  (Ctrl+C ends it)")
    try:
        return call(
            PYTHON, "-m", "streamlit", "run", "app.py",
            "--server.port", PORT, "--server.address", "127.0.0.1",
        )  # fmt: skip
    except KeyboardInterrupt:
        return 0


def check(_: list[str]) -> int:
    """Lint, format, types, import directions and known faults of packages."""
    install("requirements-dev.lock")
    must(PYTHON, "-m", "ruff", "check", ".")
    must(PYTHON, "-m", "ruff", "format", "--check", ".")
    must(PYTHON, "-m", "mypy")
    must(PYTHON, "-c", "from importlinter.cli import lint_imports_command as c; c()")
    return audit([])


def known_faults(report: str) -> tuple[list[str], int, int]:
    """
    Return what pip-audit's JSON says: the known faults in words, how many packages, how many
    of them it could not look up.
    """
    packages = json.loads(report)["dependencies"]
    faults = [
        f"{one['name']} {one['version']}: {each['id']}, mended in "
        f"{', '.join(each['fix_versions']) or 'no version yet'}"
        for one in packages
        for each in one.get("vulns", ())
    ]
    return faults, len(packages), sum("skip_reason" in one for one in packages)


def age(lock: Path) -> str:
    """Return in words how old a lock file is: by its last commit, else by its time of change."""
    asked = ["git", "log", "-1", "--format=%ct", "--", lock.name]
    try:
        made = subprocess.run(
            asked, cwd=lock.parent, capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        made = ""
    days = int((time.time() - float(made or lock.stat().st_mtime)) // 86_400)
    return f"{lock.name} is {days:,} day{'' if days == 1 else 's'} old"


def audit(_: list[str]) -> int:
    """Look for known faults in what is pinned; where that cannot be asked, say how old it is."""
    install("requirements-dev.lock")
    lock = ROOT / AUDITED
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        try:
            code = call(
                PYTHON, "-m", "pip_audit", "--requirement", lock, "--disable-pip",
                "--require-hashes", "--format", "json", "--output", report, "--timeout", "5",
                timeout=AUDIT_SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            code = -1
        said = report.read_text(encoding="utf-8") if report.exists() else ""
    faults, packages, skipped = known_faults(said) if said else ([], 0, 0)
    for one in faults:
        say(one)
    if faults:
        say(f"{len(faults)} known faults in {AUDITED}. Raise those packages, then make lock.")
        return 1
    if code or not packages or skipped:
        looked = f"{packages - skipped} of {packages} packages" if packages else "No package"
        say(
            f"{looked} could be looked up: the list of known faults cannot be reached. {age(lock)}."
        )
        return 0
    say(f"No known fault in the {packages} packages of {AUDITED}. {age(lock)}.")
    return 0


def sbom(options: list[str]) -> int:
    """Write what the app is made of, package by package with hashes: build/sbom.json, CycloneDX."""
    install("requirements-dev.lock")
    out = ROOT / (options[0] if options else "build/sbom.json")
    out.parent.mkdir(parents=True, exist_ok=True)
    must(
        PYTHON, "-m", "cyclonedx_py", "requirements", ROOT / AUDITED, "--output-reproducible",
        "--of", "JSON", "--sv", "1.6", "-o", out,
    )  # fmt: skip
    say(f"Written: {out}")
    return 0


def test(options: list[str]) -> int:
    """Check, then run every test, the browser's included."""
    if check([]):
        return 1
    browser()
    spreadsheet()
    postgres()
    # Files go whole to a worker: their servers and stores are made once. More would crowd browsers.
    side_by_side = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile"]
    return call(PYTHON, "-m", "pytest", *(options or ["-q", *side_by_side]))


def evaluate(options: list[str]) -> int:
    """Score the extractor on the gold sets; `--gold FOLDER` on articles reviewed in the app."""
    install("requirements-dev.lock")
    return call(PYTHON, "tests/evaluate.py", *options)


def bench(options: list[str]) -> int:
    """Measure the extractor beside quantulum3; see benchmarks/README.md."""
    install("requirements.lock")
    return call(PYTHON, "benchmarks/extraction.py", *options)


def gallery(options: list[str]) -> int:
    """Photograph every page into build/gallery; `--docs`: the pictures of the documents."""
    install("requirements-dev.lock")
    browser()
    if options == ["--docs"]:
        return call(PYTHON, "tests/browser/pictures.py")
    return call(PYTHON, "tests/browser/gallery.py", *options)


def lock(_: list[str]) -> int:
    """Write all lock files anew from the requirements files (needs uv)."""
    for name in ("requirements", "requirements-lake", "requirements-dev"):
        must(
            "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11",
            "--generate-hashes", "--no-emit-index-url", "--no-header",
            f"{name}.txt", "-o", f"{name}.lock",
        )  # fmt: skip
    return 0


VERBS = {
    "run": run,
    "test": test,
    "check": check,
    "eval": evaluate,
    "bench": bench,
    "gallery": gallery,
    "lock": lock,
    "audit": audit,
    "sbom": sbom,
}


def main() -> int:
    """Read the verb and do it."""
    if sys.version_info < (3, 11):  # noqa: UP036 - any Python may start this file
        have = ".".join(map(str, sys.version_info[:2]))
        say(f"newsfigures needs Python 3.11 or newer; this is {have} at {sys.executable}.")
        return 2
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument(
        "verb", choices=VERBS, help="; ".join(f"{k}: {v.__doc__}" for k, v in VERBS.items())
    )
    known, rest = parser.parse_known_args()
    return VERBS[known.verb](rest)


if __name__ == "__main__":
    sys.exit(main())
