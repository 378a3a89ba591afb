// Streamlit's shortcuts know letters and digits only.
if (!window.nfQuestionMark) {
  window.nfQuestionMark = true;
  document.addEventListener("keydown", event => {
    const typing = event.target.closest("input, textarea, [contenteditable=true]");
    if (event.key === "?" && !typing) document.querySelector(".st-key-queue_keys button")?.click();
  });
}
