// The form's first field is typed into at once; who moves on before that is not called back.
(() => {
  const box = document.currentScript.dataset.box;
  let left = 40;
  (function seek() {
    const field = document.querySelector(`.st-key-${box} input`);
    if (field) field.focus({preventScroll: true});
    else if (left-- > 0) setTimeout(seek, 50);
  })();
})();
