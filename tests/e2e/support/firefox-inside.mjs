// What a test may ask of Firefox itself, from where Firefox's own windows run: `-remote-allow-system-access` lets us.

/** @typedef {import("puppeteer-core").Browser} Browser */

/**
 * The parts of puppeteer's connection that are used here.
 * @typedef {object} Connection
 * @property {(method: string, params: object) => Promise<{result: any}>} send
 * @property {(event: string, listener: (info: any) => void) => void} on
 * @property {(event: string, info: object) => void} emit
 */

/** The name of the extension in its manifest. */
export const extension = "duologue@duologue.example";

/**
 * @param {Browser} browser
 * @returns {Connection}
 */
export function connectionOf(browser) {
  return /** @type {any} */ (browser).connection;
}

/**
 * Runs a function in the window around the pages, with all of Firefox's own rights.
 * @template T
 * @param {Browser} browser
 * @param {(...given: any[]) => T} inside it sees nothing of the test but `given`
 * @param {unknown[]} given as JSON
 * @returns {Promise<Awaited<T>>} through JSON
 */
export async function insideFirefox(browser, inside, ...given) {
  const connection = connectionOf(browser);
  const tree = await connection.send("browsingContext.getTree", { "moz:scope": "chrome", maxDepth: 0 });
  const { result } = await connection.send("script.callFunction", {
    target: { context: tree.result.contexts[0].context },
    awaitPromise: true,
    functionDeclaration: `async (given) => JSON.stringify([await (${inside})(...JSON.parse(given))])`,
    arguments: [{ type: "string", value: JSON.stringify(given) }],
  });
  if (result.type !== "success") throw new Error(`in Firefox's own window: ${result.exceptionDetails.text}`);
  return JSON.parse(result.result.value)[0];
}

/**
 * The id under which Firefox knows a page.
 * @param {import("puppeteer-core").Page} page
 * @returns {string}
 */
export function contextOf(page) {
  return /** @type {any} */ (page.mainFrame())._id;
}

/**
 * All that is in a page, closed shadow roots included.
 * @param {Browser} browser
 * @param {string} context
 */
export async function treeOf(browser, context) {
  const { result } = await connectionOf(browser).send("script.evaluate", {
    target: { context },
    expression: "document",
    awaitPromise: false,
    serializationOptions: { maxDomDepth: null, includeShadowTree: "all" },
  });
  return result.result;
}

/**
 * Firefox tells nobody when a page of an extension has loaded or was closed, nor of the frames in it, only when it has been
 * gone to. Who waits for it (`goto`, `reload`, `pages()`, a new address of a frame) would wait for ever; so it is told in
 * Firefox's place, when it is true.
 * @param {Browser} browser
 */
export function tellOfOurPages(browser) {
  const connection = connectionOf(browser);
  /** The pages of the extension that are open, by the id of their context. @type {Map<string, object>} */
  const open = new Map();

  /** All that puppeteer has been told of. @type {Set<string>} */
  const known = new Set();
  connection.on("browsingContext.contextCreated", ({ context }) => known.add(context));

  connection.on("browsingContext.navigationCommitted", (info) => {
    if (info.url.startsWith("moz-extension://")) void tellOfArrival(info).catch(() => {});
    else open.delete(info.context);
  });

  /** @param {any} info */
  async function tellOfArrival(info) {
    if (!known.has(info.context)) await tellOfFrame(info.context);
    open.set(info.context, { ...info, children: [], parent: null });
    connection.emit("browsingContext.domContentLoaded", info);
    // This fails if it goes elsewhere, or is closed, before it is there.
    await connection.send("script.callFunction", {
      target: { context: info.context },
      awaitPromise: true,
      functionDeclaration: `() => new Promise((done) => {
        if (document.readyState === "complete") done();
        else addEventListener("load", () => done(), { once: true });
      })`,
    });
    connection.emit("browsingContext.load", info);
  }

  /**
   * A frame inside one of our own pages.
   * @param {string} context
   */
  async function tellOfFrame(context) {
    const { result } = await connection.send("browsingContext.getTree", {});
    const frame = flat(result.contexts).find((one) => one.context === context);
    if (frame?.parent && !known.has(context)) connection.emit("browsingContext.contextCreated", { ...frame, children: null });
    known.add(context);
  }

  const send = connection.send.bind(connection);
  connection.send = async (method, params) => {
    const answer = await send(method, params);
    if (method === "browsingContext.close") await tellOfClosed();
    return answer;
  };
  connection.on("browsingContext.contextDestroyed", ({ context }) => open.delete(context));
  connection.on("script.realmDestroyed", () => void tellOfClosed().catch(() => {}));

  async function tellOfClosed() {
    if (open.size === 0) return;
    const { result } = await send("browsingContext.getTree", {});
    const there = new Set(flat(result.contexts).map(({ context }) => context));
    for (const [context, info] of open) if (!there.has(context)) connection.emit("browsingContext.contextDestroyed", info);
  }
}

/**
 * A tree of contexts as a list, each with its parent.
 * @param {any[]} contexts
 * @param {string | null} [parent]
 * @returns {any[]}
 */
function flat(contexts, parent = null) {
  return contexts.flatMap((one) => [{ ...one, parent }, ...flat(one.children, one.context)]);
}
