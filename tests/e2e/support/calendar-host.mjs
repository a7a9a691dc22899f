// A host that hands out a calendar, and what such a host may do instead. Served by the stand-in, under a name of its own.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./ground.mjs";

export const calendarHost = "cal.example";

/** A calendar of each service, as it is exported. @param {"google" | "outlook" | "apple"} service */
export function exported(service) {
  return readFile(join(root, `tests/fixtures/calendars/${service}-2026-11-20.ics`), "utf8");
}

/** What was asked for, with what came along: a test looks whether we were asked as nobody. */
export const asked = /** @type {{path: string, cookie?: string, referer?: string}[]} */ ([]);

/**
 * @param {URL} url
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
export async function answerCalendar(url, request, response) {
  asked.push({ path: url.pathname, cookie: request.headers.cookie, referer: request.headers.referer });
  const calendar = { "content-type": "text/calendar; charset=utf-8" };
  switch (url.pathname) {
    case "/secret/basic.ics":
      return response.writeHead(200, { ...calendar, "set-cookie": "seen=1; Secure; SameSite=None" }).end(await exported("google"));
    case "/moved.ics":
      return response.writeHead(302, { location: "/secret/basic.ics" }).end();
    case "/elsewhere.ics":
      return response.writeHead(302, { location: "https://talk.example/room" }).end();
    case "/page.ics":
      return response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Sign in</title>");
    case "/large.ics":
      return response.writeHead(200, calendar).end(`BEGIN:VCALENDAR\n${"X-FILL:1\n".repeat(1_200_000)}`);
    default:
      return response.writeHead(404).end();
  }
}
