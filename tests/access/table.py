"""
Who may do what, as a table of its own: what the tests expect, not what the program says.

A role stands for all that is more. Whoever adds an action, an address, a verb or a writing path
adds a row here, or the tests fail.
"""

# Action: the least role that may do it.
LEAST = {
    "health": "nobody",
    "upkeep": "nobody",
    "read": "viewer",
    "sql": "viewer",
    "upload": "editor",
    "correct": "editor",
    "name": "editor",
    "prefer": "editor",
    "reread": "editor",
    "snapshot": "editor",
    "remove": "editor",
    "restore": "editor",
    "forget": "admin",
    "discard": "admin",
    "samples": "admin",
    "bulk": "admin",
    "check": "admin",
    "mend": "admin",
    "backup": "admin",
    "replace": "admin",
    "tokens": "admin",
}
# Nobody may where the store is for reading only.
WRITES = {
    "upload", "correct", "name", "prefer", "reread", "remove", "restore", "forget", "samples",
    "bulk", "mend", "replace", "snapshot", "discard",
    "tokens",
}  # fmt: skip
ROLES = ("nobody", "viewer", "editor", "admin")

# Method and path of each address: its action.
ADDRESSES = {
    ("GET", "/healthz"): "health",
    ("GET", "/readyz"): "health",
    ("GET", "/api/v1/figures.csv"): "read",
    ("GET", "/api/v1/figures.json"): "read",
    ("GET", "/api/v1/figures.jsonl"): "read",
    ("GET", "/api/v1/figures.parquet"): "read",
    ("GET", "/api/v1/figures.xlsx"): "read",
    ("GET", "/api/v1/figures.zip"): "read",
    ("GET", "/api/v1/figures.manifest.json"): "read",
    ("GET", "/api/v1/figures/{claim_id}"): "read",
    ("GET", "/api/v1/articles"): "read",
    ("GET", "/api/v1/snapshots"): "read",
    ("GET", "/api/v1/snapshots/{snapshot}"): "read",
    ("GET", "/api/v1/snapshots/{snapshot}/changes.csv"): "read",
    ("POST", "/api/v1/snapshots"): "snapshot",
    ("DELETE", "/api/v1/snapshots/{snapshot}"): "discard",
    ("GET", "/api/v1/openapi.json"): "read",
    ("POST", "/api/v1/articles"): "upload",
    ("DELETE", "/api/v1/articles/{article_id}"): "remove",
    ("POST", "/api/v1/articles/{article_id}/restore"): "restore",
    ("GET", "/api/v1/backup"): "backup",
    ("GET", "/api/v1/everything.zip"): "backup",
    ("GET", "/api/v1/check"): "check",
}

# Words of a command line ({article}, {file}, {folder}, {new} stand for one): its action.
COMMANDS = {
    "build": "samples",
    "samples add": "samples",
    "samples remove": "samples",
    "ingest {file}": "upload",
    "articles list": "read",
    "articles remove {article}": "remove",
    "articles restore {article}": "restore",
    "bulk --workers 1 --shards {new} {folder}": "bulk",
    "export --out {new}": "read",
    "export --everything --out {new}": "backup",
    "gold --all --out {new}": "read",
    "sql VALUES(1)": "sql",
    "snapshot list": "read",
    "snapshot make": "snapshot",
    "snapshot remove 0123456789ab": "discard",
    "backup {new}": "backup",
    "restore {copy}": "replace",
    "reread --apply {article}": "reread",
    "doctor": "check",
    "tokens make --name Ada": "tokens",
    "tokens revoke 0123abcd": "tokens",
    "tokens list": "read",
    "doctor --mend": "mend",
    "compact": "mend",
    "transfer {copy} {new}": "replace",
}

# Verbs that open no store: whoever may run them may read what they are given.
NO_STORE = {"extract", "explain", "quantities"}

# Where the program asks whether somebody may (module and function): for which action.
GATES = {
    ("store.schema", "UpToDate._migrate"): "upkeep",
    ("store.schema", "UpToDate._make_views"): "upkeep",
    ("store.schema", "UpToDate._refresh_reference"): "upkeep",
    ("store.schema", "UpToDate._making_views"): "upkeep",
    ("store.articles", "Store.sketch_old"): "upkeep",
    ("store.schema", "UpToDate.compact"): "mend",
    ("store.articles", "Store.add"): "upload",
    ("store.articles", "Store.remove"): "remove",
    ("store.articles", "Store.restore"): "restore",
    ("store.articles", "Store.forget_removed"): "forget",
    ("store.articles", "Store._remove"): "samples",
    ("intake", "take_many"): "upload",
    ("review", "decide"): "correct",
    ("review", "add"): "correct",
    ("naming", "take_back"): "name",
    ("naming", "_add"): "name",
    ("preferences", "_choose"): "prefer",
    ("rereading", "apply"): "reread",
    ("snapshots.kept", "make"): "snapshot",
    ("snapshots.kept", "remove"): "discard",
    ("mass.taking", "_batch"): "bulk",
    ("mass.taking", "take"): "bulk",
    ("sandbox.asking", "_frames"): "sql",
    ("ui.upload", "_looks"): "upload",
    ("cli.bulk", "_bulk"): "bulk",
    ("cli.again", "reread.work"): "reread",
    ("whole.soundness", "mend"): "mend",
    ("cli.copying", "transfer"): "replace",
    ("snapshots.frozen", "pour"): "snapshot",
    ("whole.copies", "_of_lake"): "backup",
    ("access.tokens", "make"): "tokens",
    ("access.tokens", "revoke"): "tokens",
    ("whole.columns", "writing"): "replace",
    ("whole.copies", "exchange"): "replace",
    ("whole.copies", "back_up"): "backup",
    ("whole.archive", "write"): "backup",
}

# What a page calls to write (module of ui, what it calls): its action.
CALLS = {
    ("upload", "intake.keep"): "upload",
    ("library", "removal.remove"): "remove",
    ("library", "removal.restore"): "restore",
    ("library", "forget_removed"): "forget",
    ("library", "intake.remove_samples"): "samples",
    ("library", "intake.add_samples"): "samples",
    ("overview", "intake.add_samples"): "samples",
    ("deciding", "review.decide"): "correct",
    ("correcting", "review.edit"): "correct",
    ("history", "review.restore"): "correct",
    ("missed", "review.add"): "correct",
    ("preferring", "preferences.prefer"): "prefer",
    ("preferring", "preferences.withdraw"): "prefer",
    ("naming_panel", "naming.add_name"): "name",
    ("naming_panel", "naming.add_form"): "name",
    ("naming_panel", "naming.take_back"): "name",
    ("again", "rereading.apply"): "reread",
    ("asof", "snapshots.make"): "snapshot",
}

# What stands on a page for an action (page, what is in its address, how its key begins).
CONTROLS = {
    ("articles", "", "articles_files_"): "upload",
    ("articles", "", "articles_restore_"): "restore",
    ("articles", "", "articles_forget_sure"): "forget",
    ("articles", "", "articles_samples_sure"): "samples",
    ("articles", "article", "articles_remove_sure"): "remove",
    ("articles", "article", "missed_words"): "correct",
    ("review", "", "queue_accept"): "correct",
    ("review", "", "review_who"): "correct",
    ("review", "", "naming_name"): "name",
    ("review", "", "again_look"): "reread",
    ("snapshots", "", "snapshots_snapshot"): "snapshot",
    ("articles", "figure", "evidence_accept"): "correct",
    ("articles", "figure", "restore_go_"): "correct",
}


def may(role: str, action: str, *, read_only: bool = False) -> bool:
    """Say whether a role may do something, by the table."""
    if read_only and action in WRITES:
        return False
    return ROLES.index(role) >= ROLES.index(LEAST[action])
