"""All addresses in one table."""

from starlette.routing import Route

from newsfigures.http import figures, others, taking, whole
from newsfigures.http.answers import Handler, told
from newsfigures.http.guard import guarded

API = "/api/v1"
TABLE: dict[str, Handler] = {
    "/healthz": others.healthz,
    "/readyz": others.readyz,
    f"{API}/figures.csv": figures.figures_csv,
    f"{API}/figures.json": figures.figures_json,
    f"{API}/figures.jsonl": figures.figures_jsonl,
    f"{API}/figures.parquet": figures.made("parquet"),
    f"{API}/figures.xlsx": figures.made("xlsx"),
    f"{API}/figures.zip": figures.made("zip"),
    f"{API}/figures.manifest.json": figures.manifest,
    f"{API}/figures/{{claim_id}}": figures.figure,
    f"{API}/articles": others.articles,
}
# What only those may ask who know the token in the note beside the store.
GUARDED: dict[tuple[str, str], Handler] = {
    ("POST", f"{API}/articles"): taking.take,
    ("GET", f"{API}/backup"): whole.backup,
    ("GET", f"{API}/everything.zip"): whole.everything,
    ("GET", f"{API}/check"): whole.check,
}


def routes() -> list[Route]:
    """Return the routes that stand beside the pages."""
    free = [Route(path, told(handler), methods=["GET"]) for path, handler in TABLE.items()]
    return free + [
        Route(path, told(guarded(handler)), methods=[method])
        for (method, path), handler in GUARDED.items()
    ]
