// Starts one page: fetches the words and the module side by side, then hands over to WASM.
// No decision about the product is made here.

/** The name in `<html data-page>` says which surface this is. */
const page = document.documentElement.dataset.page ?? "";

/** Whom we speak to when we have no words in the browser's language. */
const FALLBACK = "en";

try {
  const [[language, messages], module] = await Promise.all([words(), load()]);
  module.start(language, messages, page);
} catch (error) {
  showFailure(error);
}

async function load() {
  // The dashboard has a module of its own, so that what is opened in a call starts without its weight.
  const isDashboard = page === "dashboard";
  const module = await (isDashboard ? import("./dashboard.js") : import("./call.js"));
  const file = isDashboard ? "dashboard_bg.wasm" : "call_bg.wasm";
  await module.default({ module_or_path: new URL(file, import.meta.url) });
  return module;
}

/**
 * The language that is spoken, and its words.
 * @returns {Promise<[string, string]>}
 */
async function words() {
  const language = navigator.language.split("-")[0].toLowerCase();
  const own = await wordsOf(language).catch(() => undefined);
  return own === undefined ? [FALLBACK, (await wordsOf(FALLBACK)) ?? "{}"] : [language, own];
}

/**
 * The words of a language; undefined if there are none.
 * @param {string} language
 */
async function wordsOf(language) {
  const response = await fetch(`messages/${language}.json`);
  return response.ok ? response.text() : undefined;
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
