// Know whether a run of the script that the page asked for has yet to end: between the click and
// the server's first word of the run, the page still says that nothing runs.
(() => {
  const RERUN = (11 << 3) | 2; // BackMsg.rerun_script
  const ENDED = 6; // ForwardMsg.script_finished
  const AGAIN = 2; // FINISHED_EARLY_FOR_RERUN: the run that was asked for comes after it
  const seen = new WeakSet();

  // The value of ForwardMsg.script_finished, null in a message of another kind.
  function ended(bytes) {
    let at = 0;
    const number = () => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++];
        value += (byte & 127) * 2 ** shift;
        if (byte < 128) return value;
      }
    };
    while (at < bytes.length) {
      const tag = number();
      const value = number();
      if (tag >> 3 === ENDED) return value;
      if ((tag & 7) === 2) at += value;
      else if ((tag & 7) !== 0) return null;
    }
    return null;
  }

  const send = WebSocket.prototype.send;
  window.nfAsked = false;
  WebSocket.prototype.send = function (data) {
    if (!seen.has(this)) {
      seen.add(this);
      this.addEventListener("close", () => (window.nfAsked = false));
      this.addEventListener("message", ({ data: said }) => {
        if (!(said instanceof ArrayBuffer)) return;
        const how = ended(new Uint8Array(said));
        if (how !== null && how !== AGAIN) window.nfAsked = false;
      });
    }
    if (ArrayBuffer.isView(data) && data[0] === RERUN) window.nfAsked = true;
    return send.call(this, data);
  };
})();
