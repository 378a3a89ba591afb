"""
Take the pictures of the documents: `python manage.py gallery --docs` writes docs/pictures/*.webp.

Each is what a reader of docs/guide.md sees at that step, on the sample articles.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))
import visits
from conftest import ROOT, Server, Visitor, chromium

OUT = ROOT / "docs" / "pictures"
WAIT = 120_000  # milliseconds, for a machine that does other things too
VIEW = {"width": 1180, "height": 760}
# Bytes: pictures in a repository stay for ever.
LARGEST = 80_000
ARTICLE = (
    b"DeepSeek said on Monday that training its V3 model had taken 2.788 million H800 GPU hours, "
    b"which at $2 an hour comes to $5.6 million.\n\nMicrosoft plans to spend about $80 billion on "
    b"data centres in 2025, and Jefferies expects that it will be more.\n"
)


def top(place):
    """Scroll until a place is at the top."""
    place.evaluate("each => each.scrollIntoView({block: 'start'})")


def upload(visitor):
    """An article that was dropped, read and not saved yet."""
    visitor.open("/articles")
    visits.drop(visitor, ("column.txt", ARTICLE))
    top(visitor.page.get_by_text("What was found:"))


def evidence(visitor):
    """The sentence behind a figure."""
    asked = "q=jefferies&origin=article&metric=training_cost&limit=1"
    (row,) = visits.get(f"{visitor.url}/api/v1/figures.json?{asked}")["figures"]
    visitor.open(f"/training_cost?fig={row['claim_id']}")
    visitor.page.get_by_text("Read so because").wait_for()


def correcting(visitor):
    """The form in which a figure is corrected."""
    visitor.open("/review")
    visitor.page.get_by_role("button", name="Edit").first.click()
    visitor.settle()
    top(visitor.page.get_by_role("button", name="Accept"))


def chart(visitor):
    """A chart with its key and what it rests on."""
    visitor.open("/training_cost")
    top(visitor.page.get_by_role("heading", name="What did each model cost?"))


def comparing(visitor):
    """Two models side by side."""
    visitor.open("/compare?pin=GPT-4&pin=DeepSeek-V3")


def downloading(visitor):
    """What can be downloaded, in which form."""
    visitor.open("/data?data_words=stargate")
    top(visitor.page.get_by_text("Which figures", exact=True))


def citing(visitor):
    """A page as of a snapshot."""
    visitor.open("/snapshots")
    visitor.page.get_by_role("button", name="Cite as of now").click()
    visitor.page.get_by_text("You see the figures as of").wait_for()


def trying(visitor):
    """A sentence followed step by step."""
    visitor.open("/methods?methods_tab=Try%20it")


PICTURES = {
    "articles": upload,
    "evidence": evidence,
    "review": correcting,
    "training-cost": chart,
    "compare": comparing,
    "data": downloading,
    "snapshots": citing,
    "methods": trying,
}


def saved(png, file):
    """Write a picture as WebP, as small as it must be."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in (80, 60, 40, 25):
        image.save(file, "WEBP", quality=quality, method=6)
        if file.stat().st_size <= LARGEST:
            return
    raise SystemExit(f"{file} has {file.stat().st_size:,} bytes; {LARGEST:,} are allowed.")


def main():
    """Serve a store with the samples and take every picture, or those that are named."""
    wanted = sys.argv[1:] or list(PICTURES)
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as place:
        browser = playwright.chromium.launch(**chromium({}))
        server = Server(Path(place))
        try:
            for name in wanted:
                context = browser.new_context(
                    viewport=VIEW, color_scheme="light", reduced_motion="reduce"
                )
                context.set_default_timeout(WAIT)
                visitor = Visitor(context.new_page(), server.url)
                PICTURES[name](visitor)
                visitor.settle()
                visitor.page.wait_for_timeout(900)
                saved(visitor.page.screenshot(), OUT / f"{name}.webp")
                context.close()
        finally:
            server.stop()
            browser.close()
    print(f"{len(wanted)} pictures: {OUT}")  # noqa: T201


if __name__ == "__main__":
    main()
