"""
Photograph every page, full and empty, light and dark, on a desk and on a phone.

`python manage.py gallery` writes build/gallery/<store>/<page>-<width>-<scheme>.png and an
index.html that shows them side by side. `--only PAGE` takes one page alone.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from conftest import ROOT, Server, Visitor, chromium

PAGES = {
    "overview": "/",
    "training_cost": "/training_cost",
    "compute": "/compute",
    "investment": "/investment",
    "market_projections": "/market_projections",
    "compare": "/compare?pin=GPT-4&pin=DeepSeek-V3",
    "articles": "/articles",
    "review": "/review",
    "data": "/data",
    "sql": "/sql",
    "methods": "/methods",
    "snapshots": "/snapshots",
}
WIDTHS, SCHEMES = (1440, 390), ("light", "dark")
HEIGHT, TALLEST = 900, 9_000
OUT = ROOT / "build" / "gallery"
GROWN = """() => document.querySelector('[data-testid="stMain"]').scrollHeight"""


def photograph(browser, server, folder, pages):
    """Take all pictures of one store."""
    for scheme in SCHEMES:
        for width in WIDTHS:
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHT}, color_scheme=scheme,
                reduced_motion="reduce",
            )  # fmt: skip
            visitor = Visitor(context.new_page(), server.url)
            for name in pages:
                picture(visitor, PAGES[name], folder / f"{name}-{width}-{scheme}.png", width)
            context.close()


def picture(visitor, path, file, width):
    """Take one page in its whole height; the page scrolls in itself, so the window grows to it."""
    page = visitor.page
    page.set_viewport_size({"width": width, "height": HEIGHT})
    visitor.open(path)
    page.wait_for_timeout(700)
    page.set_viewport_size({"width": width, "height": min(page.evaluate(GROWN), TALLEST)})
    page.wait_for_timeout(700)
    visitor.settle()
    page.screenshot(path=file)


def index(out, pages):
    """Write a page that shows all pictures."""
    rows = "".join(
        f"<h2>{name}, {store}</h2><div>"
        + "".join(
            f'<a href="{store}/{name}-{width}-{scheme}.png">'
            f'<img src="{store}/{name}-{width}-{scheme}.png" height="700" '
            f'alt="{name}, {store} store, {width} pixels, {scheme}"></a> '
            for width in WIDTHS
            for scheme in SCHEMES
        )
        + "</div>"
        for name in pages
        for store in ("full", "empty")
    )
    (out / "index.html").write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title>{rows}</html>',
        encoding="utf-8",
    )


def main():
    """Serve a store with the samples and one without, and photograph both."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--only", choices=PAGES, action="append", help="a page; may be repeated")
    pages = parser.parse_args().only or list(PAGES)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium({}))
        for store, samples in (("full", True), ("empty", False)):
            folder = OUT / store
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory() as place:
                server = Server(Path(place), samples=samples)
                try:
                    photograph(browser, server, folder, pages)
                finally:
                    server.stop()
        browser.close()
    index(OUT, pages)
    print(f"{2 * len(WIDTHS) * len(SCHEMES) * len(pages)} pictures: {OUT / 'index.html'}")  # noqa: T201


if __name__ == "__main__":
    main()
