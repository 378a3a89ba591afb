"""
Words of strangers stay words on every page that shows them: none runs, none loads anything.

The pages' policy is switched off here (`bypass_csp`): what it would catch must not be there.
"""

from decimal import Decimal

import pytest

from newsfigures import intake, naming, review
from newsfigures.model import Extraction
from newsfigures.store import Store
from tests.articles import article, figure
from tests.browser import visits
from tests.browser.conftest import Server, Visitor

pytestmark = pytest.mark.browser

AWAY = "evil.example"
RUN = "window.nfRan=1"
PAYLOADS = {
    "script": f"<script>{RUN}</script>",
    "end of a script": f"</script><script>{RUN}</script>",
    "picture": f"<img src=x onerror={RUN}>",
    "out of an attribute": f'"><svg onload={RUN}>',
    "out of another attribute": f"' onmouseover='{RUN}' autofocus onfocus='{RUN}",
    "frame": '<iframe src="javascript:parent.nfRan=1"></iframe>',
    "link": f'<a href="javascript:{RUN}">click</a>',
    "entities": f"&lt;img src=x onerror={RUN}&gt;",
    "Markdown link": f"[click](javascript:{RUN})",
    "Markdown picture": f"![x](https://{AWAY}/x.png)",
    "picture of another site": f"<img src=//{AWAY}/x.png>",
    "style of another site": f"<style>@import '//{AWAY}/x.css'</style>",
    "formula": f"$\\href{{javascript:{RUN}}}{{x}}$",
    "Streamlit's own signs": ":red[x] :material/delete: :nf_none:",
    "template": "{{constructor.constructor('window.nfRan=1')()}}",
    "end of a comment": f"--><img src=x onerror={RUN}>",
    "half of a pair": f"<svg/onload={RUN}//",
    "math": f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
}
PLACES = ("TITLE", "AUTHOR", "TEXT", "FILE", "PUBLISHER", "SUBJECT", "ALIAS", "NOTE", "WHO")
PAGES = (
    "", "training_cost", "training_cost?training_cost_by_sense_tab=Table",
    "training_cost?training_cost_by_sense_tab=Sources", "compute", "investment",
    "market_projections", "compare?pin=SUBJECT", "articles", "articles?art=ARTICLE", "review",
    "data", "training_cost?fig=FIGURE", "methods",
    "sql?sql_text=SELECT+title,subject,publisher,attributed_to,sentence+FROM+figures",
)  # fmt: skip
# What would run or load something, anywhere in a page, the boxes of components included.
ALIVE = f"""() => {{
  const found = [];
  const look = root => root.querySelectorAll('*').forEach(each => {{
    if (each.shadowRoot) look(each.shadowRoot);
    for (const {{name, value}} of each.attributes) {{
      if (name.startsWith('on')) found.push(each.outerHTML.slice(0, 200));
      if (/^\\s*javascript:/i.test(value) && ['href', 'src', 'xlink:href', 'action'].includes(name))
        found.push(each.outerHTML.slice(0, 200));
      if (value.includes('//{AWAY}/') && ['src', 'srcset', 'poster', 'data'].includes(name))
        found.push(each.outerHTML.slice(0, 200));
    }}
    if (['SCRIPT', 'STYLE'].includes(each.tagName) && /nfRan|{AWAY}/.test(each.textContent))
      found.push(each.outerHTML.slice(0, 200));
  }});
  look(document);
  return found.concat(window.nfRan ? ['it ran'] : []);
}}"""
WORDS = """() => {
  const said = [];
  const look = root => {
    said.push(root.innerText ?? root.textContent);
    root.querySelectorAll('*').forEach(each => each.shadowRoot && look(each.shadowRoot));
  };
  look(document.body);
  document.querySelectorAll('input').forEach(each => said.push(each.value));
  document.querySelectorAll('.js-plotly-plot').forEach(
    plot => said.push(JSON.stringify(plot.data) + JSON.stringify(plot.layout)));
  return said.join(' ');
}"""


def _fill(path):
    """Put each payload into every place where words of strangers are kept."""
    with Store.open(path) as store:
        for number, words in enumerate(PAYLOADS.values()):
            text = f"TEXT {words} {number} cost $3 million to train, AUTHOR {words} said. "
            one = figure(
                text, "$3 million", value=Decimal(3_000_000 + number), subject=f"SUBJECT {words}",
                attributed_to=f"AUTHOR {words}", company=None,
            )  # fmt: skip
            written = article(
                text, title=f"TITLE {words}", publisher=f"PUBLISHER {words}",
                source=f"FILE {words}.txt", url=f"https://{AWAY}/{number}?{words}",
            )  # fmt: skip
            reading = intake.preview(written).reading
            (figure_id,) = store.add(
                written, Extraction(figures=(one,)), reading.to_dict(), words=reading.words
            )
            changes = {"value": 4_000_000 + number}
            review.edit(
                store, figure_id, changes, who=f"WHO {words}"[:60], seen=None, why=f"NOTE {words}"
            )
            name = naming.add_name(
                store, f"ALIAS {words}"[: naming.LONGEST], "model", parent=None,
                who=f"WHO {words}"[:60], why=f"NOTE {words}",
            )  # fmt: skip
            assert name


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    _fill(folder / "store.duckdb")
    running = Server(folder)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def seen(full, browser):
    """What each page shows and what on it is alive, page by page as it is asked for."""
    context = browser.new_context(bypass_csp=True)
    guest = Visitor(context.new_page(), full.url)
    guest.page.on("dialog", lambda dialog: (guest.outside.append("dialog"), dialog.dismiss()))
    row = visits.get(f"{full.url}/api/v1/figures.json?origin=article&limit=1")["figures"][0]
    found = {}

    def visit(path):
        if path not in found:
            asked = path.replace("ARTICLE", row["article_id"]).replace("FIGURE", row["claim_id"])
            guest.open("/" + asked.replace("SUBJECT", row["subject"].replace("<", "%3C")))
            found[path] = (guest.page.evaluate(WORDS), guest.page.evaluate(ALIVE), [*guest.outside])
        return found[path]

    yield visit
    context.close()


@pytest.mark.attack("scripts in stored words", times=len(PAYLOADS))
@pytest.mark.parametrize("path", PAGES)
def test_nothing_that_is_stored_runs_or_loads_anything(seen, path):
    words, alive, outside = seen(path)

    assert words.strip()
    assert alive == []
    assert outside == []


def test_all_of_it_is_shown_as_words(seen):
    said = " ".join(seen(path)[0] for path in PAGES)

    shown = {
        place for place in PLACES for words in PAYLOADS.values() if f"{place} {words}"[:60] in said
    }
    assert shown == set(PLACES)


@pytest.mark.attack("scripts in stored words", times=len(PAYLOADS))
def test_names_of_files_that_are_handed_in_are_shown_as_words(full, browser):
    context = browser.new_context(bypass_csp=True)
    guest = Visitor(context.new_page(), full.url)
    page = guest.open("/articles")
    # A browser hands over what stands behind the last slash, and `"` in the form of addresses.
    names = [f"NAME {words}.txt".replace("/", "∕") for words in PAYLOADS.values()]
    said = "It cost $3 million to train GPT-4, OpenAI said. It took {} days. "
    visits.drop(guest, *((name, said.format(n).encode()) for n, name in enumerate(names)))

    shown = page.evaluate(WORDS)
    assert [name for name in names if name.replace('"', "%22") not in shown] == []
    assert page.evaluate(ALIVE) == []
    assert guest.outside == []
    context.close()
