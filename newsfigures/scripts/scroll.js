// The places are found when the text has been drawn. The list first, for where both stand in one
// column the text has the last word. What is drawn later moves the text, so the place is sought for
// six seconds, or until the reader moves.
(() => {
  const ids = document.currentScript.dataset.places.split(" ");
  let left = 60, first = true;
  const stop = () => { left = 0; };
  for (const act of ["wheel", "touchstart", "keydown", "mousedown"])
    addEventListener(act, stop, {once: true, passive: true});
  const inView = box => box.top >= 0 && box.bottom <= innerHeight;
  (function seek() {
    if (left-- <= 0) return;
    const places = ids.map(id => document.getElementById(id));
    if (places.every(Boolean) && (first || !inView(places.at(-1).getBoundingClientRect()))) {
      places.forEach(place => place.scrollIntoView({block: "center"}));
      first = false;
    }
    setTimeout(seek, 100);
  })();
})();
