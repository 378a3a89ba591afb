"""Everything that can be done, by everybody: the program's answer is that of table.py."""

import argparse
import ast
import re
import shlex
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from newsfigures import (
    access,
    cli,
    errors,
    holder,
    http,
    intake,
    naming,
    places,
    preferences,
    removal,
    rereading,
    review,
    snapshots,
    store,
)
from newsfigures.access import Action, Person, Role, tokens
from newsfigures.looking import File
from newsfigures.mass import taking
from newsfigures.model import Extraction, Span
from newsfigures.store import Store
from newsfigures.whole import archive, columns, copies, soundness
from tests.access import table
from tests.apps import ROOT, page
from tests.articles import article, deepseek
from tests.running import held, served

PACKAGE = ROOT / "newsfigures"
READ_ONLY = "NEWSFIGURES_READ_ONLY"
# Whoever acts: each role where all may write, and the greatest where nobody may.
EVERYBODY = [("admin", True), *((role, False) for role in table.ROLES)]
OWN = deepseek()[0].article_id


def called(role, read_only):
    return f"{role}{' where all is for reading' if read_only else ''}"


@contextmanager
def done_by(role, read_only):
    """Let everything inside be done by somebody with a role."""
    with pytest.MonkeyPatch.context() as patch, access.acting(Person(role=Role[role.upper()])):
        patch.setenv(READ_ONLY, "1" if read_only else "")
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A store with one article of two figures, one of them decided about."""
    path = tmp_path_factory.mktemp("made") / "figures.duckdb"
    with Store.open(path) as opened:
        opened.add(*deepseek(), {}, words=30)
        ids = [row["figure_id"] for row in opened_figures(opened)]
        review.accept(opened, ids[0], who="Ada", seen=None)
    return path


def opened_figures(opened):
    with opened.glance() as desk:
        return desk.read_in(OWN)


@pytest.fixture
def opened(made, tmp_path):
    """A copy of that store, open."""
    path = tmp_path / "figures.duckdb"
    shutil.copy(made, path)
    with Store.open(path) as one:
        yield one


# -- the table of actions -----------------------------------------------------------------------


def test_each_action_has_a_row_and_is_for_whom_the_row_says():
    assert {str(action) for action in Action} == table.LEAST.keys()
    assert {str(a) for a, rule in access.ACTIONS.items() if rule.writes} == table.WRITES
    for action in Action:
        for role in table.ROLES:
            person = Person(role=Role[role.upper()])
            assert access.allowed(person, action) == table.may(role, action), (role, action)


def test_the_document_has_each_action_with_its_role():
    page = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| (\w+) \| (\w+) \| (.+) \|$", page.split("## Roles")[1])

    assert [row for row in rows if row[0] in table.LEAST] == [
        (str(action), rule.least.word, rule.doing) for action, rule in access.ACTIONS.items()
    ]


def test_the_document_has_each_scope_and_commands_that_parse():
    page = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"(?m)^\| (\w+) \| (\w+) \|$", page.split("## Tokens")[1]))
    said = re.findall(r"(?m)^python -m newsfigures ([^#\n]*)", page)

    assert {scope: rows[scope] for scope in tokens.SCOPES} == {
        scope: role.word for scope, role in tokens.SCOPES.items()
    }
    assert len(said) >= 4
    for line in said:
        assert cli.parser().parse_args(shlex.split(line)).verb == "tokens"


def test_nobody_writes_where_all_is_for_reading_and_a_no_is_no_yes(monkeypatch):
    for word, expected in (("1", True), ("yes", True), ("0", False), ("", False), ("off", False)):
        monkeypatch.setenv(READ_ONLY, word)
        assert access.is_read_only() is expected
        for action in Action:
            person = Person(role=Role.ADMIN)
            assert access.allowed(person, action) == table.may("admin", action, read_only=expected)


def test_a_refusal_says_who_may():
    assert access.why_not(Person(role=Role.VIEWER, name="Ada"), Action.UPLOAD) == (
        "Adding articles is for the role editor. Ada is viewer here; whoever runs this "
        "newsfigures gives roles."
    )
    assert "Sign in first" in access.why_not(Person(role=Role.NOBODY), Action.READ)


# -- where the program asks ---------------------------------------------------------------------

# What each gate is tried with: a store and a folder that is empty.
TRIED = {
    ("store.articles", "Store.add"): lambda s, _: s.add(article("A"), Extraction(), {}, words=1),
    ("store.articles", "Store.remove"): lambda s, _: s.remove(OWN),
    ("store.articles", "Store.restore"): lambda s, _: s.restore("a_none"),
    ("store.articles", "Store.forget_removed"): lambda s, _: s.forget_removed(),
    ("store.articles", "Store._remove"): lambda s, _: s.remove_samples(),
    ("store.schema", "UpToDate.compact"): lambda s, _: s.compact(),
    ("intake", "take_many"): lambda s, _: intake.take_many(s, [File(name="a.txt", data=b"")]),
    ("review", "decide"): lambda s, _: review.reject(s, "f_none", who="Ada", seen=None),
    ("review", "add"): lambda s, _: review.add(s, OWN, Span(0, 1), {}, who="Ada"),
    ("naming", "take_back"): lambda s, _: naming.take_back(s, 1, who="Ada"),
    ("naming", "_add"): lambda s, _: naming.add_name(s, "Quillon", "company", parent=None, who=""),
    ("preferences", "_choose"): lambda s, _: preferences.prefer(
        s, "f_none", why="so", who="Ada", seen=None
    ),
    ("rereading", "apply"): lambda s, _: rereading.apply(s, [OWN], who="Ada"),
    ("snapshots.kept", "make"): lambda s, _: snapshots.make(s),
    ("snapshots.kept", "remove"): lambda s, _: snapshots.remove(s, "0123456789ab"),
    ("mass.taking", "_batch"): lambda s, _: taking._batch(s, []),
    ("whole.soundness", "mend"): lambda s, _: soundness.mend(s),
    ("access.tokens", "make"): lambda s, new: tokens.make(new / "store", "Ada", "read"),
    ("access.tokens", "revoke"): lambda s, new: tokens.revoke(new / "store", "0123abcd"),
    ("whole.columns", "writing"): lambda s, _: columns.writing(s).__enter__(),
    ("whole.copies", "exchange"): lambda s, new: copies.exchange(
        new / "target.duckdb", lambda beside: Store.open(beside).close(), lambda _: None
    ),
    ("whole.copies", "back_up"): lambda s, new: copies.back_up(s, new / "copy.duckdb"),
    ("whole.archive", "write"): lambda s, new: archive.write(s, new / "all.zip"),
}
# Tried by the commands below, or only after what is tried; and what opening a store does,
# whoever opens it.
ELSEWHERE = {("cli.bulk", "_bulk"), ("cli.again", "reread.work"), ("mass.taking", "take")}
ELSEWHERE |= {
    ("cli.copying", "transfer"),
    ("snapshots.frozen", "pour"),
    ("whole.copies", "_of_lake"),
}
# Where is counted how often (test_rates.py); whether somebody may is asked before.
ELSEWHERE |= {("sandbox.asking", "_frames"), ("ui.upload", "_looks")}
ELSEWHERE |= {gate for gate, action in table.GATES.items() if action == "upkeep"}


ASKING = ("desk", "_transaction", "meta_set", "check", "take", "transfer")


def gates():
    """Yield module, function and action of each place where the program asks, by its source."""
    for file in PACKAGE.rglob("*.py"):
        module = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
        if module == "access.gate":
            continue
        yield from _in(ast.parse(file.read_text("utf-8")), module, "")


def _in(node, module, name):
    for child in ast.iter_child_nodes(node):
        inside = name
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inside = f"{name}.{child.name}".strip(".")
        if isinstance(child, ast.Call):
            asks = ast.unparse(child.func).rpartition(".")[2] in ASKING
            for given in (*child.args, *(word.value for word in child.keywords)) if asks else ():
                action = re.fullmatch(r"(?:access\.)?Action\.(\w+)", ast.unparse(given))
                if action:
                    yield (module, inside), Action[action[1]].value
        yield from _in(child, module, inside)


def test_each_place_that_asks_has_a_row():
    assert dict(gates()) == table.GATES
    assert TRIED.keys() | ELSEWHERE == table.GATES.keys()


def test_nothing_writes_to_the_store_but_through_a_gate():
    """Outside of `_transaction` no cursor of the store is used to write."""
    sources = [file.read_text("utf-8") for file in (PACKAGE / "store").glob("*.py")]
    begun = re.findall(r"(?m)^.*\.begin\(\)$", "\n".join(sources))

    assert len(begun) == 3, "a transaction beside _transaction, glance and moment: what is it for?"
    with pytest.raises(TypeError, match="action"):
        Store._transaction(None)


@pytest.mark.parametrize("gate", TRIED, ids=lambda gate: gate[1])
def test_each_place_that_asks_refuses_whom_the_table_refuses(gate, opened, tmp_path):
    for number, (role, read_only) in enumerate(EVERYBODY):
        before = opened.version
        new = tmp_path / str(number)
        new.mkdir()

        with done_by(role, read_only):
            try:
                TRIED[gate](opened, new)
                refused = False
            except errors.RefusedError:
                refused = True
            except errors.NewsfiguresError:
                refused = False  # asked, and then told that there is no such figure

        allowed = table.may(role, table.GATES[gate], read_only=read_only)
        assert refused != allowed, called(role, read_only)
        if refused:
            assert opened.version == before
            assert list(new.iterdir()) == []


@pytest.mark.parametrize(("role", "read_only"), EVERYBODY)
def test_whoever_opens_a_store_brings_it_up_to_date(role, read_only, tmp_path):
    with done_by(role, read_only), Store.open(tmp_path / "new.duckdb") as new:
        assert new.counts()["reference_figures"] > 0
        if not table.may(role, "samples", read_only=read_only):
            with pytest.raises(errors.RefusedError):
                intake.build(new)


def test_the_program_itself_fills_a_new_store_that_is_for_reading(tmp_path, monkeypatch):
    monkeypatch.setenv(READ_ONLY, "1")
    monkeypatch.setattr(intake, "read_samples", lambda: [article("A sample.", is_sample=True)])
    with Store.open(tmp_path / "new.duckdb") as new, access.acting(access.PROGRAM):
        assert intake.build(new) == 1


def test_work_is_kept_under_the_name_that_is_known(made, tmp_path):
    shutil.copy(made, tmp_path / "figures.duckdb")
    with Store.open(tmp_path / "figures.duckdb") as opened:
        _signed(opened)


def _signed(opened):
    with access.acting(Person(role=Role.EDITOR, name="Ada  Lovelace")):
        removal.remove(opened, OWN, "Somebody Else")
        number = naming.add_name(opened, "Quillon", "company", parent=None, who="Somebody Else")
    other = naming.add_name(opened, "Verrazel", "company", parent=None, who="Bob")

    names = {one.number: one.who for one in naming.log(opened)}
    assert (names[number], names[other]) == ("Ada Lovelace", "Bob")


# -- addresses ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def served_store(made, tmp_path_factory):
    """The store of this process, and the addresses asked without a socket."""
    path = tmp_path_factory.mktemp("addresses") / "figures.duckdb"
    shutil.copy(made, path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSFIGURES_DB", str(path))
        store.close_shared()
        app = Starlette(routes=http.routes(), middleware=http.middleware())
        with TestClient(app, base_url="http://127.0.0.1") as client:
            yield client
        store.close_shared()


def callers():
    """Who asks an address: the token they send, and the role that is."""
    return {"without a token": "viewer", "the note's": "admin", "read": "viewer",
            "write": "editor", "admin": "admin"}  # fmt: skip


@pytest.fixture(scope="module")
def words_of(served_store):
    """The token that each caller sends, None for none."""
    made = {
        scope: tokens.make(places.default_file(), f"{scope} it", scope)[1]
        for scope in tokens.SCOPES
    }
    return {"without a token": None, "the note's": holder.token(), **made}


def test_each_address_has_a_row():
    there = {(one.method, one.path): str(one.action) for one in http.ADDRESSES}

    assert there == table.ADDRESSES


def test_no_route_is_beside_the_table():
    """Each route is one of the table, answers OPTIONS and 405 for one, or says there is none."""
    paths = {path for _, path in table.ADDRESSES}
    known = [(method, path) for method, path in table.ADDRESSES]
    for route in http.routes():
        if route.path == "/api/{rest:path}":
            continue
        assert route.path in paths
        if "OPTIONS" not in route.methods:
            (method,) = route.methods - {"HEAD"}
            known.remove((method, route.path))
    assert known == []


@pytest.mark.parametrize("read_only", [False, True], ids=["", "all for reading"])
@pytest.mark.parametrize("address", table.ADDRESSES, ids=" ".join)
def test_each_address_answers_whom_the_table_allows(
    address, read_only, served_store, words_of, monkeypatch
):
    method, path = address
    if read_only:
        monkeypatch.setenv(READ_ONLY, "1")
    for caller, role in callers().items():
        token = words_of[caller]
        heads = {"Authorization": f"Bearer {token}"} if token else {}
        before = store.shared().version

        answer = served_store.request(method, re.sub(r"{\w+}", "x_none", path), headers=heads)

        allowed = table.may(role, table.ADDRESSES[address], read_only=read_only)
        assert (answer.status_code not in (401, 403)) == allowed, (caller, answer.text)
        if not allowed:
            wants = read_only and table.ADDRESSES[address] in table.WRITES
            assert answer.status_code == (403 if wants or token else 401)
            said = "for reading only" if wants else "for the role" if token else "token"
            assert said in answer.text
            assert store.shared().version == before


def test_a_token_that_is_not_known_is_refused_even_to_read(served_store):
    answer = served_store.get("/api/v1/articles", headers={"Authorization": "Bearer nf_wrong"})

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert "nf_wrong" not in answer.text


# -- the command line ---------------------------------------------------------------------------


def verbs():
    """The verbs of the command line, from its own parser."""
    actions = cli.parser()._actions
    return next(a for a in actions if isinstance(a, argparse._SubParsersAction)).choices


def test_each_verb_has_a_row():
    assert {words.split()[0] for words in table.COMMANDS} | table.NO_STORE == set(verbs())


@pytest.fixture
def words(made, tmp_path, monkeypatch):
    """What stands in a command for a file, and the store that commands open."""
    path = tmp_path / "store" / "figures.duckdb"
    path.parent.mkdir()
    shutil.copy(made, path)
    monkeypatch.setenv("NEWSFIGURES_DB", str(path))
    folder = tmp_path / "folder"
    folder.mkdir()
    text = "Training it cost $8 million, Meta said on Monday.\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    return {
        "file": folder / "a.txt", "folder": folder, "new": tmp_path / "new.out", "copy": made,
        "article": OWN,
    }  # fmt: skip


@pytest.mark.parametrize("command", table.COMMANDS)
def test_each_command_does_what_the_table_allows(command, words, capsys, monkeypatch):
    monkeypatch.setattr(intake, "read_samples", lambda: [article("A sample.", is_sample=True)])
    for role, read_only in (("admin", True), ("viewer", False), ("admin", False)):
        if command == "build":
            places.default_file().unlink(missing_ok=True)
        words["new"] = words["new"].with_name(f"{role}{read_only}.out")
        said = [word.format(**words) for word in command.split()]
        if said[0] == "bulk" and table.may(role, "bulk", read_only=read_only):
            continue  # tests/mass has it read, by processes that take long to begin

        with done_by(role, read_only):
            code = cli.main(said)

        errs = capsys.readouterr().err
        refused = "is for the role" in errs or "for reading only" in errs
        # Looking a store through changes nothing and tells nobody else: the file is the user's.
        action = table.COMMANDS[command]
        allowed = action == "check" or table.may(role, action, read_only=read_only)
        assert refused != allowed, (called(role, read_only), code, errs)
        assert code == (2 if refused else code)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("ingest {file}", 2),
        ("articles remove {article}", 2),
        ("articles restore {article}", 2),
        ("articles list", 0),
        ("export --out {new}", 0),
        ("backup {new}", 0),
    ],
)
def test_a_command_is_told_so_by_an_app_that_is_for_reading(
    command, code, words, monkeypatch, capsys
):
    store.close_shared()
    with served(), held(monkeypatch):
        monkeypatch.setenv(READ_ONLY, "1")
        assert cli.main([word.format(**words) for word in command.split()]) == code
    assert ("for reading only" in capsys.readouterr().err) == (code == 2)


# -- pages --------------------------------------------------------------------------------------


def calls():
    """Yield what modules of the pages call of what writes, by their source."""
    writing = {"forget_removed"} | {call for _, call in table.CALLS}
    for room, module in (("review", review), ("naming", naming), ("removal", removal),
                         ("preferences", preferences), ("rereading", rereading)):  # fmt: skip
        source = Path(module.__file__).read_text("utf-8")
        takes = re.findall(r"(?m)^def ([a-z]\w*)\(\s*store: Store", source)
        writes = {"decide", "add", "edit", "accept", "reject", "undo", "restore", "remove",
                  "apply", "prefer", "withdraw", "add_form", "add_name", "take_back"}  # fmt: skip
        reads = {"log", "added", "all_names", "edition_now", "earlier", "preview"}
        assert set(takes) <= writes | reads, f"{room}: what is new there writes or reads?"
        writing |= {f"{room}.{name}" for name in takes if name in writes}
    writing |= {f"intake.{name}" for name in ("take", "take_many", "keep", "build", "add_samples",
                                              "remove_samples")}  # fmt: skip
    writing |= {"snapshots.make", "snapshots.remove"}
    for file in [*(PACKAGE / "ui").glob("*.py"), *(ROOT / "pages").glob("*.py")]:
        source = file.read_text("utf-8")
        for call in writing:
            if re.search(rf"\b{re.escape(call)}\b", source):
                yield file.stem, call


def test_each_way_in_which_pages_write_has_a_row():
    assert set(calls()) == table.CALLS.keys()


def test_each_action_of_the_pages_has_a_control_in_the_table():
    assert {*table.CONTROLS.values()} == {*table.CALLS.values()} - {"prefer"}


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """A store in which each page has something to decide; gives what an address may name."""
    store.close_shared()
    monkeypatch.setenv("NEWSFIGURES_DB", str(tmp_path / "figures.duckdb"))
    opened = store.shared()
    intake.take(opened, deepseek()[0])
    opened.add(article("Read by earlier rules."), Extraction(), {}, words=4)
    gone = article("Quillon raised $300 million in March.")
    intake.take(opened, gone)
    opened.remove(gone.article_id)
    intake.take(opened, article("Quillon Corp raised $400 million in March.", is_sample=True))
    figure = opened_figures(opened)[0]["figure_id"]
    review.accept(opened, figure, who="Ada", seen=None)
    yield {"article": {"art": OWN}, "figure": {"art": OWN, "fig": figure}, "": {}}
    store.close_shared()


def keys(app):
    """The keys of everything on a page that can be used."""
    kinds = ("button", "text_input", "selectbox", "file_uploader", "toggle", "text_area")
    return {
        found.key or "" for kind in kinds for found in app.get(kind)
    } | {
        re.sub(r"^\$\$ID-[0-9a-f]+-", "", getattr(found.proto, "id", ""))
        for kind in ("file_uploader", "popover") for found in app.get(kind)
    }  # fmt: skip


@pytest.mark.parametrize("where", sorted({control[:2] for control in table.CONTROLS}), ids=str)
def test_a_page_shows_controls_to_whom_the_table_allows(where, pages, monkeypatch):
    name, what = where
    for role, read_only in (person for person in EVERYBODY if person[0] != "nobody"):
        monkeypatch.setenv(READ_ONLY, "1" if read_only else "")
        monkeypatch.setattr(access.gate, "_found", [lambda r=role: Person(role=Role[r.upper()])])
        app = page(name, **pages[what]).run()
        assert not app.exception
        shown = keys(app)
        for (*there, key), action in table.CONTROLS.items():
            if tuple(there) == where:
                is_shown = any(each.startswith(key) for each in shown)
                allowed = table.may(role, action, read_only=read_only)
                assert is_shown == allowed, (key, called(role, read_only), sorted(shown))
