"""Set-up: what is installed is pinned, done once, done again when it changes, told in words."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import manage

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements", "requirements-lake", "requirements-dev")


def named(file):
    """The pins of a requirements file, name -> version; names as package indexes compare them."""
    pins = re.findall(r"(?m)^([\w.-]+)(?:\[[\w,]+\])?==([^\s;\\]+)", file.read_text("utf-8"))
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pins}


def entries(lock):
    """The entries of a lock file, each with its hashes below it."""
    text = re.sub(r"(?m)^\s*#.*\n", "", (ROOT / f"{lock}.lock").read_text(encoding="utf-8"))
    return [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip()]


@pytest.mark.parametrize("name", LOCKS)
def test_requirements_are_exact(name):
    lines = (ROOT / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r "))]

    exact = re.compile(r"[\w.-]+(\[\w+\])?==[\w.]+(; sys_platform != \"win32\")?")

    assert wanted
    assert [line for line in wanted if not exact.fullmatch(line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_is_in_the_lock_with_its_version(name):
    pins, locked = named(ROOT / f"{name}.txt"), named(ROOT / f"{name}.lock")

    assert pins.items() <= locked.items()


@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_of_a_lock_has_a_hash_and_no_address(name):
    for entry in entries(name):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry.splitlines()[0]
        assert "://" not in entry
        assert not entry.startswith("-")


def test_the_tools_lock_holds_all_that_runs():
    """`make run` after `make test` has nothing to install, in a lake either."""
    run, lake, dev = (named(ROOT / f"{name}.lock").items() for name in LOCKS)

    assert run < lake < dev


def test_what_is_installed_is_what_is_pinned():
    from importlib.metadata import version

    pins = named(ROOT / "requirements.txt") | named(ROOT / "requirements-lake.txt")

    assert {name: version(name) for name in pins} == pins


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project without an environment whose commands are written down and not run."""
    monkeypatch.setattr(manage, "ROOT", tmp_path)
    monkeypatch.setattr(manage, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(manage, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    for name in LOCKS:
        (tmp_path / f"{name}.lock").write_text(f"{name}==1\n", encoding="ascii")
    done = []

    def call(*command, **_):
        done.append([str(part) for part in command])
        return 0

    def make_venv():
        manage.PYTHON.parent.mkdir(parents=True)
        manage.PYTHON.write_text("")
        done.append(["venv"])

    monkeypatch.setattr(manage, "call", call)
    monkeypatch.setattr(manage, "make_venv", make_venv)
    return done


def installs(done):
    return [Path(command[-1]).name for command in done if "--require-hashes" in command]


def test_a_lock_is_installed_once(project):
    manage.install("requirements.lock")
    assert ["venv"] in project
    assert installs(project) == ["requirements.lock"]

    project.clear()
    manage.install("requirements.lock")
    assert project == []


def test_a_changed_lock_is_installed_again_into_the_same_environment(project):
    manage.install("requirements.lock")
    (manage.ROOT / "requirements.lock").write_text("requirements==2\n", encoding="ascii")
    project.clear()

    manage.install("requirements.lock")

    assert ["venv"] not in project
    assert installs(project) == ["requirements.lock"]


def test_windows_line_ends_are_no_change(project):
    manage.install("requirements.lock")
    (manage.ROOT / "requirements.lock").write_bytes(b"requirements==1\r\n")

    assert manage.installed(manage.ROOT / "requirements.lock")


def test_after_the_tools_there_is_nothing_more_to_install(project):
    manage.install("requirements-dev.lock")
    project.clear()

    manage.install("requirements-lake.lock")
    manage.install("requirements.lock")

    assert project == []


def test_an_install_that_fails_is_told_and_tried_again(project, monkeypatch, capsys):
    monkeypatch.setattr(
        manage, "call", lambda *command, **_: 1 if "--require-hashes" in command else 0
    )
    with pytest.raises(SystemExit) as left:
        manage.install("requirements.lock")

    assert left.value.code == 1
    assert "Stopped:" in capsys.readouterr().out
    assert not manage.installed(manage.ROOT / "requirements.lock")


def test_an_environment_broken_off_half_way_is_made_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(manage, "PYTHON", tmp_path / "python")
    assert not manage.is_usable()

    (tmp_path / "python").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "python").chmod(0o755)
    assert not manage.is_usable()

    monkeypatch.setattr(manage, "PYTHON", Path(sys.executable))
    assert manage.is_usable()


def test_a_browser_that_is_there_is_used(monkeypatch, project):
    monkeypatch.setenv("CHROMIUM", "somewhere")
    manage.browser()
    assert project == []

    monkeypatch.delenv("CHROMIUM")
    monkeypatch.setattr(shutil, "which", lambda name: "found" if name == "google-chrome" else None)
    manage.browser()
    assert project == []


@pytest.mark.parametrize(
    ("is_root", "apt_works", "playwright_has", "asked"),
    [
        pytest.param(True, True, False, ["apt-get"], id="Debian's by apt"),
        pytest.param(True, False, False, ["apt-get", "playwright"], id="apt has none"),
        pytest.param(False, False, False, ["playwright"], id="no root"),
        pytest.param(False, False, True, [], id="Playwright's own is there"),
    ],
)
def test_a_browser_is_found_or_installed(monkeypatch, is_root, apt_works, playwright_has, asked):
    done = []

    def call(*command, **_):
        command = [str(part) for part in command]
        if command[0] == "apt-get":
            done.append("apt-get")
            return 0 if apt_works else 100
        if "playwright" in command:
            done.append("playwright")
            assert ("--with-deps" in command) == is_root
            return 0
        return 0 if playwright_has else 1

    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(manage, "is_root_on_apt", lambda: is_root)
    monkeypatch.setattr(manage, "call", call)

    manage.browser()

    assert list(dict.fromkeys(done)) == asked


def test_without_any_browser_the_remedy_is_told(monkeypatch, capsys):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(manage, "is_root_on_apt", lambda: False)
    monkeypatch.setattr(manage, "call", lambda *_, **__: 1)

    with pytest.raises(SystemExit):
        manage.browser()
    assert "set CHROMIUM to the path of one" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(("is_there", "is_root"), [(True, True), (False, False), (False, True)])
def test_libreoffice_is_installed_where_that_needs_no_asking(monkeypatch, is_there, is_root):
    done = []
    monkeypatch.setattr(shutil, "which", lambda name: "found" if is_there else None)
    monkeypatch.setattr(manage, "is_root_on_apt", lambda: is_root)
    monkeypatch.setattr(manage, "apt", lambda *packages: done.append(packages))

    manage.spreadsheet()

    assert done == ([("libreoffice-calc",)] if is_root and not is_there else [])


@pytest.mark.parametrize(("is_there", "is_root"), [(True, True), (False, False), (False, True)])
def test_postgresql_is_installed_where_that_needs_no_asking(monkeypatch, is_there, is_root):
    done = []
    monkeypatch.setattr(shutil, "which", lambda name: "found" if is_there else None)
    monkeypatch.setattr(Path, "glob", lambda *_: [])
    monkeypatch.setattr(manage, "is_root_on_apt", lambda: is_root)
    monkeypatch.setattr(manage, "apt", lambda *packages: done.append(packages))

    manage.postgres()

    assert done == ([("postgresql",)] if is_root and not is_there else [])


@pytest.mark.parametrize(
    ("place", "lock"),
    [("", "requirements.lock"), ("a.duckdb", "requirements.lock"),
     ("ducklake:postgres:dbname=a data=/b", "requirements-lake.lock")],
)  # fmt: skip
def test_run_installs_what_the_store_needs(project, monkeypatch, place, lock):
    monkeypatch.setenv("NEWSFIGURES_DB", place)

    manage.run([])

    assert installs(project) == [lock]


def test_run_builds_serves_on_this_machine_only_and_prints_the_address(
    project, monkeypatch, capsys
):
    monkeypatch.setattr(manage, "PORT", "8599")

    assert manage.run([]) == 0

    build, serve = project[-2:]
    assert build[-2:] == ["newsfigures", "build"]
    assert serve[1:5] == ["-m", "streamlit", "run", "app.py"]
    assert serve[5:] == ["--server.port", "8599", "--server.address", "127.0.0.1"]
    assert "http://127.0.0.1:8599" in capsys.readouterr().out


def test_the_app_is_not_served_when_the_store_cannot_be_built(project, monkeypatch):
    monkeypatch.setattr(manage, "install", lambda name: None)
    monkeypatch.setattr(manage, "call", lambda *command, **_: 2 if "build" in command else 0)

    with pytest.raises(SystemExit) as left:
        manage.run([])
    assert left.value.code == 2


def test_an_old_python_is_told_what_is_needed(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))

    assert manage.main() == 2
    assert "needs Python 3.11 or newer; this is 3.9" in capsys.readouterr().out


def test_the_file_needs_nothing_but_the_standard_library():
    done = subprocess.run(
        [sys.executable, "-S", "-I", str(ROOT / "manage.py"), "--help"],
        capture_output=True, text=True, env={**os.environ, "COLUMNS": "200"}, check=True,
    )  # fmt: skip

    assert "{run,test,check,eval,bench,gallery,lock,audit,sbom}" in done.stdout


def test_the_gallery_starts_as_a_script():
    """It is no test, so no test would notice that it finds the package no more."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "browser" / "gallery.py"), "--help"],
        capture_output=True, text=True, cwd="/", check=True,
    )  # fmt: skip

    assert "--only" in done.stdout


def test_each_make_target_is_a_verb():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert set(re.findall(r"manage\.py (\w+)", makefile)) == set(manage.VERBS)


def test_continuous_integration_runs_what_a_developer_runs():
    script = ROOT / ".ci" / "run"

    assert script.read_text(encoding="utf-8").rstrip().endswith("exec make test")
    assert os.access(script, os.X_OK)


def test_the_app_listens_on_this_machine_only_by_default():
    import tomllib

    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False


def report(folder, *packages):
    """Return pip-audit's report of packages: each a name, a version and ids of faults or None."""
    found = [
        {"name": name, "version": version, "vulns": [
            {"id": each, "fix_versions": ["2.0"]} for each in faults]}
        if faults is not None
        else {"name": name, "skip_reason": "not found"}
        for name, version, faults in packages
    ]  # fmt: skip
    return json.dumps({"dependencies": found, "fixes": []})


@pytest.mark.parametrize(
    ("made", "code", "said"),
    [
        ([("a", "1.0", []), ("b", "1.0", [])], 0, "No known fault in the 2 packages of"),
        ([("a", "1.0", ["PYSEC-1"]), ("b", "1.0", None)], 1, "a 1.0: PYSEC-1, mended in 2.0"),
        ([("a", "1.0", None), ("b", "1.0", None)], 0, "0 of 2 packages could be looked up"),
        ([("a", "1.0", []), ("b", "1.0", None)], 0, "1 of 2 packages could be looked up"),
        (None, 0, "No package could be looked up"),
        ("slow", 0, "No package could be looked up"),
    ],
)
def test_an_audit_fails_for_a_known_fault_and_never_for_want_of_a_network(
    project, monkeypatch, capsys, made, code, said
):
    def call(*command, **_):
        if "pip_audit" in command:
            if made == "slow":
                raise subprocess.TimeoutExpired("pip_audit", 1)
            if made is not None:
                Path(command[command.index("--output") + 1]).write_text(report(project, *made))
        return int(made is None)

    monkeypatch.setattr(manage, "call", call)
    monkeypatch.setattr(manage, "install", lambda _: None)

    assert manage.audit([]) == code
    out = capsys.readouterr().out
    assert said in out
    assert code or "requirements-lake.lock is 0 days old" in out


def test_what_the_app_is_made_of_is_listed_with_versions_and_hashes(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(manage, "install", lambda _: None)

    assert manage.sbom([str(tmp_path / "sbom.json")]) == 0
    made = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    listed = {one["name"]: one["version"] for one in made["components"]}
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert listed == named(ROOT / "requirements-lake.lock")
    for one in made["components"]:
        assert [each for more in one["externalReferences"] for each in more["hashes"]]
        assert one["purl"].startswith(f"pkg:pypi/{one['name'].lower()}@")
