/** Loopback servers. */
import { createServer, type RequestListener, type Server } from 'node:http';

/** A port is taken; the message says what to do. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

/** A server that listens before what it serves is ready. */
export interface Listening {
  readonly port: number;
  /** From now on requests go here; until then they are answered with 503. */
  serve(listener: RequestListener): void;
  close(): Promise<void>;
}

/**
 * Whether a request asks for this machine by its own name. A page in a browser can make a name of its own point here;
 * then the browser lets it read the answers, tokens included. It cannot make the browser say another name.
 */
const isOurs = (host: string | undefined): boolean =>
  host === undefined || /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host);

/** Listens on 127.0.0.1; port 0 takes a free one. `flag` is the option that chooses another. */
export async function listen(port: number, flag: string): Promise<Listening> {
  let current: RequestListener = (_request, response) => {
    response.writeHead(503, { 'retry-after': '1' }).end();
  };
  const server = createServer((request, response) => {
    if (isOurs(request.headers.host)) current(request, response);
    else response.writeHead(421, { 'content-type': 'text/plain' }).end('Ask for 127.0.0.1 or localhost.\n');
  });
  // Clients keep their connections; closing one under them would look like a fault of the cloud.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await bind(server, port, flag);
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : port,
    serve(listener) {
      current = listener;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function bind(server: Server, port: number, flag: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new PortTaken(`Port ${port} is taken: stop what uses it, or choose another with ${flag}.`)
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', () => resolve());
  });
}
