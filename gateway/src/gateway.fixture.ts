import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Disk } from '@civic-graph/audit';
import { createInProcessGraph, createTestIssuer, type TestIssuer, testSecrets } from '@civic-graph/testing';
import { getOperationAST, Kind, parse } from 'graphql';
import pino from 'pino';
import type { GatewayConfig } from './config.ts';
import { createRows, subgraphs } from './execution/create-engine.fixture.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { responseKeyOf } from './operation/response-key.ts';
import { ownSubgraph } from './own-subgraph/own-subgraph.ts';
import { composeSupergraph } from './supergraph/compose.ts';
import { testSubgraphSettings } from './transport/subgraph-settings.fixture.ts';

// Read by @apollo/gateway when a gateway is made.
process.env.APOLLO_TELEMETRY_DISABLED = '1';

export const testSupergraph = composeSupergraph(subgraphs);

export const testLimits = {
  maxBodyBytes: 1_000_000,
  maxTokens: 15_000,
  maxNesting: 200,
  maxDefinitions: 200,
  maxDirectives: 500,
  maxComparisons: 20_000,
  maxFields: 500,
  maxDepth: 12,
  maxAliases: 50,
  maxRootFields: 10,
  maxLevels: 40,
  maxAnswerValues: 50_000,
  maxCost: 20_000,
};

export const testSubscriptions = {
  maxOpen: 8,
  maxPerCaller: 3,
  maxPerNetwork: 8,
  maxConnections: 10,
  maxPerConnection: 4,
  origins: ['https://portal.example'],
  connectionInitTimeoutMs: 3_000,
  maxIdleMs: 60_000,
  checkEveryMs: 20,
  heartbeatMs: 1_000,
  maxBufferedBytes: 64_000,
  maxSubgraphSilenceMs: 20_000,
  maxEventCharacters: 100_000,
};

/** A call as a subgraph received it. */
interface ReceivedCall {
  readonly subgraph: string;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export type Behaviour = (response: ServerResponse, call: ReceivedCall) => void;

/** A subscription as a subgraph holds it open. */
export interface HeldStream {
  readonly call: ReceivedCall;
  readonly response: ServerResponse;
  /** Whether the gateway still listens. */
  readonly isOpen: boolean;
  /** Delivers an event, under the key that was asked for. */
  next(value: unknown): void;
  fail(errors: readonly object[]): void;
  complete(): void;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  readonly json: any;
}

export interface TestGateway {
  readonly gateway: Gateway;
  readonly issuer: TestIssuer;
  readonly supergraphFile: string;
  /** Where whoever answers in the place of a subgraph listens: `/NAME/…` below it. */
  readonly subgraphOrigin: string;
  /** What reached the subgraphs so far. */
  readonly calls: ReceivedCall[];
  /** Subscriptions that reached the subgraphs so far. */
  readonly streams: HeldStream[];
  /** Lines of the log so far. */
  readonly log: string[];
  /** Makes a subgraph answer otherwise; `null` makes it well-behaved again. */
  behave(subgraph: string, behaviour: Behaviour | null): void;
  /** A request as it is given. */
  send(request: {
    readonly method?: 'GET' | 'POST' | 'PUT' | 'HEAD' | 'OPTIONS';
    readonly url?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly payload?: string | Buffer;
  }): Promise<Answer>;
  /** A proper GraphQL request. */
  ask(
    query: string,
    options?: {
      readonly variables?: object | null;
      readonly token?: string;
      readonly [key: string]: unknown;
    },
  ): Promise<Answer>;
  /** Replaces the supergraph as deployments do: a new file under the old name. */
  replaceSupergraph(sdl: string): Promise<void>;
  close(): Promise<void>;
}

/** What a gateway serves, and who answers in the place of its subgraphs. */
export interface TestGraph {
  readonly supergraphSdl: string;
  /** Their names. */
  readonly subgraphs: readonly string[];
  respond(subgraph: string, query: string, variables: Readonly<Record<string, unknown>>): Promise<string>;
}

function threeSubgraphs(): TestGraph {
  const { roots, rows } = createRows();
  const { respond } = createInProcessGraph(subgraphs, roots, rows);
  return { supergraphSdl: testSupergraph, subgraphs: subgraphs.map(({ name }) => name), respond };
}

/** With the fields that the gateway answers by itself. */
export function withOwnFields(): TestGraph {
  return { ...threeSubgraphs(), supergraphSdl: composeSupergraph([...subgraphs, ownSubgraph]) };
}

/** A whole gateway without a port, in front of subgraphs behind one loopback listener. */
export async function startTestGateway(
  {
    directoryFile = null,
    disk,
    ...changes
  }: Partial<GatewayConfig> & {
    readonly directoryFile?: string | null;
    readonly disk?: Disk | undefined;
  } = {},
  graph: TestGraph = threeSubgraphs(),
): Promise<TestGateway> {
  const issuer = await createTestIssuer();
  const folder = await mkdtemp(join(tmpdir(), 'civic-gateway-'));
  const supergraphFile = join(folder, 'supergraph.graphql');
  await writeFile(supergraphFile, graph.supergraphSdl);
  const calls: ReceivedCall[] = [];
  const streams: HeldStream[] = [];
  const behaviours = new Map<string, Behaviour>();
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const path = request.url ?? '';
    const subgraph = path.split('/')[1] ?? '';
    const call = { subgraph, method: request.method ?? '', path, headers: request.headers, body };
    calls.push(call);
    const behaviour = behaviours.get(subgraph);
    if (behaviour) return behaviour(response, call);
    if (request.headers.accept?.startsWith('text/event-stream')) {
      streams.push(holdStream(call, response));
      return;
    }
    const { query, variables } = JSON.parse(body.toString());
    response.setHeader('content-type', 'application/json');
    response.end(await graph.respond(subgraph, query, variables));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const log: string[] = [];
  const endpoints = graph.subgraphs.map((name) => ({
    name,
    url: `${origin}/${name}/graphql`,
    secret: testSecrets.subgraph,
  }));
  const config: GatewayConfig = {
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'https://gateway.test',
    adminPort: 0,
    workers: 1,
    deployment: 'production',
    logLevel: 'info',
    tracing: null,
    tokens: issuer,
    supergraph: { kind: 'file', path: supergraphFile },
    planner: 'rust',
    authorizationMode: 'errors',
    safelistMode: 'off',
    overrideLabels: [],
    directory: { endpoints, file: directoryFile },
    identity: endpoints.find(({ name }) => name === 'identity') ?? null,
    subgraphClient: 'lean',
    console: false,
    audit: { folder: join(folder, 'audit'), checkpoints: join(folder, 'checkpoints') },
    cache: { enabled: true, maxBytes: 1_000_000, redisUrl: null },
    quotas: null,
    isForwarded: false,
    revocation: null,
    // Where nobody hangs, an answer on a busy machine may take long.
    deadlineMs: 20_000,
    slowOperationMs: 1_000,
    shutdownDelayMs: 0,
    requestTimeoutMs: 10_000,
    keepAliveTimeoutMs: 72_000,
    limits: testLimits,
    subscriptions: testSubscriptions,
    subgraphs: testSubgraphSettings,
    settingsOf: new Map(),
    maxErrors: 50,
    maxPreparedOperations: 20,
    maxPreparedCharacters: 100_000,
    ...changes,
  };
  const logger = pino({ level: config.logLevel }, { write: (line: string) => void log.push(line) });
  const gateway = await createGateway(config, { logger, ...(disk && { disk }) });

  const send: TestGateway['send'] = async ({ method = 'POST', url = '/graphql', headers = {}, payload }) => {
    const response = await gateway.inject({
      method,
      url,
      headers: { ...headers },
      ...(payload !== undefined && { payload }),
    });
    const { statusCode: status, body: text } = response;
    const isJson = /json/.test(String(response.headers['content-type']));
    return { status, headers: response.headers, text, json: isJson && text ? JSON.parse(text) : null };
  };
  return {
    gateway,
    issuer,
    supergraphFile,
    subgraphOrigin: origin,
    calls,
    streams,
    log,
    send,
    behave(subgraph, behaviour) {
      if (behaviour) behaviours.set(subgraph, behaviour);
      else behaviours.delete(subgraph);
    },
    ask: (query, { token, ...rest } = {}) =>
      send({
        headers: {
          'content-type': 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        payload: JSON.stringify({ query, ...rest }),
      }),
    async replaceSupergraph(sdl) {
      await writeFile(`${supergraphFile}.new`, sdl);
      await rename(`${supergraphFile}.new`, supergraphFile);
    },
    async close() {
      await gateway.close();
      server.closeAllConnections();
      server.close();
      await issuer.close();
      await rm(folder, { recursive: true });
    },
  };
}

function holdStream(call: ReceivedCall, response: ServerResponse): HeldStream {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
  const { query } = JSON.parse(call.body.toString()) as { query: string };
  const field = getOperationAST(parse(query))?.selectionSet.selections[0];
  const key = field?.kind === Kind.FIELD ? responseKeyOf(field) : '';
  const send = (answer: object) => void response.write(`event: next\ndata: ${JSON.stringify(answer)}\n\n`);
  return {
    call,
    response,
    get isOpen() {
      return !response.closed && !response.destroyed;
    },
    next: (value) => send({ data: { [key]: value } }),
    fail: (errors) => send({ data: null, errors }),
    complete: () => void response.end('event: complete\ndata: \n\n'),
  };
}
