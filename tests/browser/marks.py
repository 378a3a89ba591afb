"""What the charts of a page hold, read from Plotly in the browser, and clicks on their marks."""

from html import unescape

CHART = ".js-plotly-plot .plot-container"
_DRAWN = """() => Array.from(document.querySelectorAll('.js-plotly-plot')).flatMap(
  plot => plot.data).flatMap(trace => Array.from(trace.customdata || []))"""
_TITLES = """() => Array.from(document.querySelectorAll('.js-plotly-plot')).flatMap(
  plot => (plot.layout.annotations || []).map(note => note.text))"""
# The middle of a claim's first mark in a chart (the place among the page's charts, null for any),
# null without one.
_PLACE = """([id, chart]) => {
  const plots = Array.from(document.querySelectorAll('.js-plotly-plot'));
  const wanted = chart === null ? plots : [plots[chart]];
  const both = '.points path.point, .bars .point';
  for (const point of wanted.flatMap(plot => Array.from(plot.querySelectorAll(both)))) {
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

# The claims of a chart by how far the first mark of each is from the next other, farthest first.
_APART = """chart => {
  const plot = document.querySelectorAll('.js-plotly-plot')[chart];
  const firsts = new Map();
  for (const point of plot.querySelectorAll('.points path.point, .bars .point')) {
    const trace = point.parentElement.closest('.trace').__data__[0].trace;
    const held = (trace.customdata || [])[point.__data__.i];
    const box = point.getBoundingClientRect();
    if (held && box.width && !firsts.has(held[0]))
      firsts.set(held[0], [box.x + box.width / 2, box.y + box.height / 2]);
  }
  const all = Array.from(firsts);
  const way = ([id, [x, y]]) => Math.min(Infinity, ...all.filter(other => other[0] !== id).map(
    ([, [a, b]]) => Math.hypot(a - x, b - y)));
  return all.map(each => [way(each), each[0]]).sort((a, b) => b[0] - a[0]).map(each => each[1]);
}"""


def apart(page, chart):
    """Return the claims whose marks a chart shows, those that stand apart from others first."""
    return page.evaluate(_APART, chart)


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


def at_rest(page, look):
    """Return what a look finds, once two looks a moment apart find the same."""
    before = look()
    for _ in range(100):
        page.wait_for_timeout(200)  # the page scrolls, and charts may still grow
        now = look()
        if now == before:
            return now
        before = now
    raise AssertionError("the page does not come to rest")


def click_at(page, place):
    """Point at a place, then click it: a mark is clicked that was pointed at before."""
    page.mouse.move(*place)
    page.wait_for_timeout(150)
    page.mouse.click(*place)


def click_middle(page, locator):
    """Click the middle of what is in the page, after it came to rest in view."""
    locator.scroll_into_view_if_needed()
    box = at_rest(page, locator.bounding_box)
    click_at(page, (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))


def click(page, claim, chart=None):
    """Click the mark of a claim on a chart that is shown, the first that has it without one."""
    place = at_rest(page, lambda: page.evaluate(_PLACE, [claim, chart]))
    assert place is not None, f"no mark of {claim} is drawn"
    click_at(page, place)
