// Fetches one calendar for the page of ours that frames this one, and nothing else. It is the only page that may ask another
// host for something; it holds nothing that the user wrote, and hands back text or the reason why there is none.

/** Most bytes that a calendar may have. */
const most = 10 * 1024 * 1024;
/** How long a calendar may take, in milliseconds. */
const patience = 30_000;

/** @typedef {"address" | "permission" | "elsewhere" | "large" | "slow" | "status" | "unreachable" | "other"} Refusal */

/** Carries a refusal out of the middle of things. */
class Refused extends Error {
  /** @param {Refusal} why */
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/**
 * The address, if it is beyond doubt: on the web, sealed on the way, without a name and a password.
 * @param {unknown} text
 */
function addressOf(text) {
  const address = typeof text === "string" ? URL.parse(text) : null;
  const isSound = address?.protocol === "https:" && !address.username && !address.password && !address.port;
  if (!address || !isSound) throw new Refused("address");
  return address;
}

/**
 * What a calendar says.
 * @param {unknown} text its address
 */
async function calendarAt(text) {
  const address = addressOf(text);
  // Only where the user has said so in the browser's own words: no page of ours can make this one a way out.
  const isAllowed = await chrome.permissions.contains({ origins: [`https://${address.host}/*`] });
  if (!isAllowed) throw new Refused("permission");
  const response = await fetch(address, {
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(patience),
  });
  // Whoever sends us on to another host is not believed: it is not the one that was allowed.
  if (URL.parse(response.url)?.origin !== address.origin) throw new Refused("elsewhere");
  if (!response.ok) throw new Refused("status");
  const found = await textOf(response);
  if (!/^\ufeff?\s*BEGIN:VCALENDAR/i.test(found)) throw new Refused("other");
  return found;
}

/**
 * The text of an answer, as long as it is no larger than a calendar can be.
 * @param {Response} response
 */
async function textOf(response) {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = "";
  let size = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > most) {
      await reader?.cancel();
      throw new Refused("large");
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * @param {unknown} error
 * @returns {Refusal}
 */
function reasonOf(error) {
  if (error instanceof Refused) return error.why;
  return error instanceof DOMException && error.name === "TimeoutError" ? "slow" : "unreachable";
}

/** @param {MessageEvent} event */
function meet(event) {
  const port = event.ports[0];
  const isOurs = event.source === window.parent && event.source !== window && event.origin === location.origin;
  if (!isOurs || event.data?.type !== "duologue-calendar" || !port) return;
  // One question is all that this page answers.
  removeEventListener("message", meet);
  calendarAt(event.data.address).then(
    (text) => port.postMessage({ text }),
    (error) => port.postMessage({ refused: reasonOf(error) }),
  );
}

addEventListener("message", meet);
