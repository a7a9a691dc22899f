// Leads a browser that cannot be told where a host is: listed hosts to the stand-in, everything else nowhere.
import { connect, createServer } from "node:net";
import { hosts } from "./stand-in.mjs";

/**
 * Starts a proxy on a free port of loopback that knows CONNECT alone.
 * @param {number | undefined} standIn the port of the stand-in; without it, no host is reached
 * @returns {Promise<{port: number, close: () => void}>}
 */
export async function startProxy(standIn) {
  /** @type {Set<import("node:net").Socket>} */
  const open = new Set();
  const server = createServer((asking) => {
    keep(asking);
    asking.once("data", (head) => {
      const host = /^CONNECT ([^:\s]+):443 /.exec(head.toString("latin1"))?.[1];
      if (standIn === undefined || host === undefined || !hosts.includes(host)) {
        asking.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
        return;
      }
      const answering = connect(standIn, "127.0.0.1", () => {
        asking.write("HTTP/1.1 200 OK\r\n\r\n");
        asking.pipe(answering).pipe(asking);
      });
      keep(answering);
      asking.once("close", () => answering.destroy());
      answering.once("close", () => asking.destroy());
    });
  });

  /** @param {import("node:net").Socket} socket */
  function keep(socket) {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    socket.on("error", () => socket.destroy());
  }

  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the proxy has no port");
  return {
    port: address.port,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
