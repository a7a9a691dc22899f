// Starts one page: fetches the words and the module side by side, then hands over to WASM.
// No decision about the product is made here.
import init, { start } from "./duologue.js";

/** The name in `<html data-page>` says which surface this is. */
const page = document.documentElement.dataset.page ?? "";

try {
  const [messages] = await Promise.all([
    fetch("messages/en.json").then((response) => response.text()),
    init({ module_or_path: new URL("duologue_bg.wasm", import.meta.url) }),
  ]);
  start(page, messages);
} catch (error) {
  showFailure(error);
}

/**
 * Says in plain words that the page could not start. The error's text is left out: it may quote what the user wrote.
 * @param {unknown} error
 */
function showFailure(error) {
  console.error("Duologue could not start:", error instanceof Error ? error.name : typeof error);
  const note = document.createElement("p");
  note.setAttribute("role", "alert");
  note.textContent = chrome.i18n.getMessage("startFailed");
  document.body.replaceChildren(note);
}
