"use strict";
// Takes text out of the page: to the clipboard, or as a file made here. Refuses to send anything anywhere.
const Copying = (() => {
  const SAID_MS = 1600;

  // Older way, and the only one in a frame without an origin.
  function writeBySelection(text) {
    const before = document.activeElement;
    const field = Dom.element("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1" });
    field.value = text;
    document.body.append(field);
    field.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch { /* no clipboard here */ }
    field.remove();
    before?.focus?.({ preventScroll: true });
    return done;
  }

  // Whether the text is on the clipboard.
  async function write(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return writeBySelection(text);
    }
  }

  function save(name, type, content) {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = Dom.element("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000); // the browser reads it after the click
  }

  // A button that copies what `text()` gives and says on itself how that went.
  function button(label, text, attributes = {}) {
    const made = Dom.button("button.copy", label, async () => {
      made.textContent = (await write(text())) ? "Copied" : "Can’t copy here";
      setTimeout(() => { made.textContent = label; }, SAID_MS);
    }, { ...attributes, "aria-live": "polite" });
    return made;
  }

  return Object.freeze({ write, save, button });
})();
