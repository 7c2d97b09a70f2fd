import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { respondWithAsset, type StudioAsset } from '@civic-graph/studio';
import { mockAnswer } from './mock-graph.ts';
import { type MockClaims, mockDirectory, mockToken, readMockToken } from './mock-personas.ts';

/** Requests of the console, for tests to inspect. */
interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly operationName: string | undefined;
}

export interface MockGateway {
  readonly url: string;
  readonly requests: readonly Recorded[];
  close(): Promise<void>;
}

/** The routes of the gateway that the console uses, over a graph of a few fields. */
export async function startMockGateway(
  assets: readonly StudioAsset[],
  { demo = true, port = 0 }: { demo?: boolean; port?: number } = {},
): Promise<MockGateway> {
  const requests: Recorded[] = [];
  const server = createServer((request, response) => {
    handle(assets, demo, requests, request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}/`, requests, close: () => close(server) };
}

async function handle(
  assets: readonly StudioAsset[],
  demo: boolean,
  requests: Recorded[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', headers } = request;
  const path = new URL(request.url ?? '/', 'http://gateway').pathname;
  const body = method === 'POST' ? await readJson(request) : {};
  requests.push({
    method,
    path,
    authorization: headers.authorization,
    operationName: typeof body.operationName === 'string' ? body.operationName : undefined,
  });
  switch (`${method} ${path}`) {
    case 'GET /demo/personas':
      return demo ? send(response, 200, mockDirectory) : send(response, 404, {});
    case 'GET /studio/session':
      return send(response, 200, { canSignIn: false, person: null });
    case 'POST /demo/token':
      return send(response, 200, mockToken(String(body.persona), String(body.app ?? '')));
    case 'POST /graphql':
      return send(response, 200, await mockAnswer(body, claimsOf(headers.authorization)));
  }
  const file = /^\/(?:zh|en)\/explore$/.test(path) ? '/explore' : path;
  const asset = assets.find((candidate) => candidate.path === file);
  if (asset === undefined || method !== 'GET') return send(response, 404, {});
  const answer = respondWithAsset(asset, headers);
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

function claimsOf(authorization: string | undefined): MockClaims | null {
  return authorization === undefined ? null : readMockToken(authorization.replace(/^Bearer /, ''));
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
