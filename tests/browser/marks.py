"""What the charts of a page hold, read from Plotly in the browser, and clicks on their marks."""

from html import unescape

CHART = ".js-plotly-plot .plot-container"
_DRAWN = """() => Array.from(document.querySelectorAll('.js-plotly-plot')).flatMap(
  plot => plot.data).flatMap(trace => Array.from(trace.customdata || []))"""
_TITLES = """() => Array.from(document.querySelectorAll('.js-plotly-plot')).flatMap(
  plot => (plot.layout.annotations || []).map(note => note.text))"""
# The middle of a claim's first mark that is on the screen, null without one.
_PLACE = """id => {
  const both = '.js-plotly-plot .points path.point, .js-plotly-plot .bars .point';
  for (const point of document.querySelectorAll(both)) {
    const mark = point.__data__;
    const trace = point.parentElement.closest('.trace').__data__[0].trace;
    const held = (trace.customdata || [])[mark.i];
    if (held && held[0] === id) {
      point.scrollIntoView({block: 'center'});
      const box = point.getBoundingClientRect();
      if (box.width) return [box.x + box.width / 2, box.y + box.height / 2];
    }
  }
  return null;
}"""


def drawn(page):
    """Return what is said beside each mark of the page's charts, by the id of its claim."""
    page.wait_for_selector(CHART)
    return {claim: unescape(said) for claim, said in page.evaluate(_DRAWN)}


def wait_for_name(page, name):
    """Wait until a mark of the page's charts is about a name."""
    page.wait_for_function(
        f"name => ({_DRAWN})().some(held => held[1].includes('<b>' + name))", arg=name
    )


def titles(page):
    """Return the words that stand in the charts, titles of panels among them."""
    return [unescape(words) for words in page.evaluate(_TITLES)]


def click(page, claim):
    """Click the mark of a claim; it must be on a chart that is shown."""
    assert page.evaluate(_PLACE, claim) is not None, f"no mark of {claim} is drawn"
    page.wait_for_timeout(300)  # the page scrolls to it, and charts below may still grow
    place = page.evaluate(_PLACE, claim)
    page.mouse.move(*place)
    page.wait_for_timeout(150)  # a mark is clicked that was pointed at before
    page.mouse.click(*place)
