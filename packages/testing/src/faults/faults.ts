import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault, FaultyExchange } from './fault.ts';

/** Marker in the body of every fault, and of no good answer: clients must never receive it. */
export const plantedText = 'SELECT uin FROM citizens, says node 10.20.30.40';

const json = 'application/json; charset=utf-8';
const dripMs = 100;
const pieceBytes = 65_536;

function answers(answer: (exchange: FaultyExchange) => void | Promise<void>): Fault {
  return { kind: 'answers', answer };
}

function says(status: number, contentType: string, text: string): Fault {
  return answers(
    ({ response }) => void response.writeHead(status, { 'content-type': contentType }).end(text),
  );
}

/** Known failures of agencies and of proxies in front of them. */
export const faults = {
  /** Refuses connections. */
  refused: (): Fault => ({ kind: 'refuses' }),
  /** Resets the connection after reading the call: the agency may have processed it. */
  reset: () => answers(({ socket }) => void socket.resetAndDestroy()),
  /** Closes the connection properly after reading the call. */
  closed: () => answers(({ socket }) => void socket.end()),
  hangs: () => answers(() => undefined),
  /** Delays the right answer, in milliseconds. */
  slow: (milliseconds: number) =>
    answers(async ({ forward }) => {
      await wait(milliseconds);
      await forward();
    }),
  /** Sends the right answer byte by byte. */
  drips: () =>
    answers(async ({ ask, response }) => {
      const { status, contentType, body } = await ask();
      response.writeHead(status, { 'content-type': contentType, 'content-length': body.length });
      for (let at = 0; at < body.length && !response.destroyed; at += 1) {
        response.write(body.subarray(at, at + 1));
        await wait(dripMs);
      }
      response.end();
    }),
  /** Sends half of the right answer, then closes the connection. */
  halfBody: () =>
    answers(async ({ ask, response }) => {
      const { body } = await ask();
      response.writeHead(200, { 'content-type': json, 'content-length': body.length });
      response.write(body.subarray(0, body.length / 2), () => response.destroy());
    }),
  status: (status: number) => says(status, json, JSON.stringify({ error: plantedText })),
  html: (status = 200) => says(status, 'text/html', `<h1>${plantedText}</h1>`),
  /** Sends the right answer with a wrong media type. */
  wrongType: (contentType = 'text/plain') =>
    answers(async ({ ask, response }) => {
      const { body } = await ask();
      response.writeHead(200, { 'content-type': contentType }).end(body);
    }),
  nothing: () => says(200, json, 'null'),
  garbage: () => says(200, json, `{"data":{"${plantedText}`),
  /** Sends bytes that are not HTTP. */
  noise: () => answers(({ socket }) => void socket.end(`\0\r\n${plantedText}\r\n\r\n`)),
  /** Sends a well-formed answer that is far too large, with or without its length. */
  huge: (bytes: number, { isTold = false } = {}) =>
    answers(async ({ response }) => {
      const length = isTold ? { 'content-length': bytes } : {};
      response.writeHead(200, { 'content-type': json, ...length });
      await pour(response, bytes);
    }),
  redirect: (location: string, status = 307) =>
    answers(({ response }) => {
      response
        .writeHead(status, { location, 'content-type': json })
        .end(JSON.stringify({ data: { redirected: plantedText } }));
    }),
  /** Sends the right data beside errors with everything that errors should not contain. */
  hostileErrors: () =>
    answers(async ({ ask, response }) => {
      const { data } = JSON.parse((await ask()).body.toString()) as { readonly data: unknown };
      response
        .writeHead(200, { 'content-type': json })
        .end(`{"data":${JSON.stringify(data)},"errors":${hostileErrors}}`);
    }),
  /** Sends data that would change a prototype, and values of wrong types. */
  hostileData: () =>
    answers(async ({ ask, response }) => {
      const { data } = JSON.parse((await ask()).body.toString()) as { readonly data: object };
      const fields = Object.keys(data).map((name) => `${JSON.stringify(name)}:${hostileValue}`);
      response
        .writeHead(200, { 'content-type': json })
        .end(`{"data":{"__proto__":{"polluted":true},"constructor":${hostileValue},${fields.join()}}}`);
    }),
} as const;

/** As text, because an object literal cannot express what JSON.parse makes of `__proto__`. */
const hostileValue = `{"__proto__":{"polluted":true},"__typename":["${plantedText}"],"toString":{"prototype":{"polluted":true}}}`;

const hostileErrors = `[
  {"message":"${plantedText}","path":["__proto__","polluted"],"extensions":{"code":"__proto__","stacktrace":["${plantedText}"]}},
  {"message":"${plantedText}","path":"constructor","locations":"none","extensions":["${plantedText}"]},
  {"message":{"text":"${plantedText}"},"path":[null,{},-1,1e308],"extensions":{"__proto__":{"polluted":true},"url":"${plantedText}"}},
  "${plantedText}", null, 7, ["${plantedText}"]
]`;

function pour(response: ServerResponse, bytes: number): Promise<void> {
  // The reader may disconnect first.
  return pipeline(Readable.from(blanks(bytes)), response).catch(() => undefined);
}

function* blanks(bytes: number): Generator<Buffer> {
  const piece = Buffer.alloc(pieceBytes, ' ');
  for (let left = bytes; left > 0; left -= piece.length)
    yield piece.subarray(0, Math.min(piece.length, left));
}
