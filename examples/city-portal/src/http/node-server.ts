import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type Handler = (request: Request) => Promise<Response>;

/** Size of the largest form, in bytes. */
const bodyLimit = 8 * 1024;

/** Serves a handler of standard requests with Node's server. */
export function createNodeServer(handle: Handler, origin: string): Server {
  const server = createServer({ requestTimeout: 10_000, maxHeaderSize: 8 * 1024 }, (incoming, outgoing) => {
    void answer(incoming, outgoing, handle, origin).catch(() => outgoing.destroy());
  });
  server.maxConnections = 10_000;
  return server;
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: Handler,
  origin: string,
): Promise<void> {
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  const body = await readBody(incoming);
  if (body === null) {
    outgoing.writeHead(413, { connection: 'close' }).end();
    return;
  }
  // The configured origin, because the header `Host` is the caller's.
  const request = new Request(`${origin}${pathOf(incoming)}`, {
    method: incoming.method ?? 'GET',
    headers: headersOf(incoming),
    signal: gone.signal,
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  const response = await handle(request);
  outgoing.writeHead(response.status, rawHeaders(response.headers));
  if (response.body === null || request.method === 'HEAD') outgoing.end();
  else await pipeline(Readable.fromWeb(response.body as never), outgoing);
}

/** An absolute address (RFC 9112, section 3.2.2) is not a page. */
function pathOf({ url = '' }: IncomingMessage): string {
  return url.startsWith('/') ? url : '/';
}

/** @returns `null` for a body that is too large */
async function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  if (incoming.method === 'GET' || incoming.method === 'HEAD') return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function headersOf({ headers }: IncomingMessage): Headers {
  const read = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) read.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return read;
}

function rawHeaders(headers: Headers): string[] {
  const cookies = headers.getSetCookie().flatMap((value) => ['set-cookie', value]);
  return [...[...headers].filter(([name]) => name !== 'set-cookie').flat(), ...cookies];
}
