// One listener for the whole page. Browsers lend the clipboard to https and to this machine only;
// elsewhere the old way, and where that fails too the words are shown to be copied by hand.
if (!window.nfCopy) {
  window.nfCopy = true;
  document.addEventListener("click", async event => {
    const picture = event.target.closest?.("[data-picture]");
    if (picture) return window.nfPicture(picture.dataset.picture, picture.dataset.title);
    const link = event.target.closest?.("a[data-sets]");
    if (link) return window.nfKeep(link);
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const text = "view" in button.dataset ? window.nfView() : button.dataset.copy, said = button.parentElement.querySelector("output");
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "Copied.";
    } catch {
      const area = button.parentElement.appendChild(document.createElement("textarea"));
      area.value = text;
      area.select();
      said.textContent = document.execCommand("copy") ? "Copied." : text;
      area.remove();
    }
  }, true);
  // A control redraws its card alone: what other cards know of the address may be old, it is not.
  window.nfView = () => {
    const now = new URL(location.href);
    now.searchParams.delete("fig");
    return now.href;
  };
  window.nfKeep = link => {
    const own = new URL(link.href).searchParams, now = new URL(location.href);
    now.searchParams.delete("fig");
    for (const name of link.dataset.sets.split(" ")) {
      now.searchParams.delete(name);
      for (const value of own.getAll(name)) now.searchParams.append(name, value);
    }
    link.href = now.href;
  };
  // No tag may stand in a script here, the sanitiser would take it out.
  // Plotly's own button takes the picture; for that moment the chart has its question above it.
  window.nfPicture = (card, title) => {
    const plot = document.querySelector(`.st-key-${card} .js-plotly-plot`);
    const options = plot._context.toImageButtonOptions, layout = plot.layout;
    const room = 58, height = options.height, top = layout.margin.t, legend = layout.legend.y;
    // The key stands above the chart on the page; a picture has it inside.
    const key = (layout.meta || {}).key || 0, shown = layout.showlegend;
    const words = document.createElement("i");
    words.textContent = title;
    layout.title = {text: "\x3cb>" + words.innerHTML + "\x3c/b>", x: 0, xref: "container",
      xanchor: "left", pad: {l: 16, t: 18}, y: 1, yref: "container", yanchor: "top",
      font: {size: 20}};
    layout.showlegend = key > 0;
    layout.margin.t = top + key + room;
    options.height = height + key + room;
    layout.legend.y = 1 - room / options.height;
    // In a picture the page's own fonts are not at hand; what is measured must be what is drawn.
    const family = layout.font.family, named = layout.legend.font.family;
    layout.font.family = layout.legend.font.family = "Arial, Helvetica, sans-serif";
    try {
      plot.querySelector(".modebar-btn").click();
    } finally {
      delete layout.title;
      layout.showlegend = shown;
      layout.margin.t = top;
      options.height = height;
      layout.legend.y = legend;
      layout.font.family = family;
      layout.legend.font.family = named;
    }
  };
}
