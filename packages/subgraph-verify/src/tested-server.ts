import type { Agent } from 'node:http';
import { encodePrincipal, type SigningKey } from '@civic-graph/tokens';
import { anonymousCaller, type Caller } from './callers/caller.ts';
import type { CallerOptions } from './callers/callers-without.ts';
import { ruleWords } from './callers/rule-words.ts';
import { type OpenStream, openStream } from './http/event-stream.ts';
import { exchange, type HttpRequest, type Reply } from './http/exchange.ts';
import { type AnswerError, graphqlIn } from './http/graphql-answer.ts';
import type { Sample } from './sample.ts';
import type { Operation } from './schema/path-operation.ts';
import type { SubgraphSchema } from './schema/read-schema.ts';
import { draftSignature, type SignatureDraft, signDraft } from './signing/signature-draft.ts';

export interface VerifyLimits {
  /** Longest wait for an answer, in milliseconds. */
  readonly timeoutMs: number;
  /** Longest silence of a stream, in milliseconds. */
  readonly heartbeatMs: number;
  /** Longest time for which a connection is left idle, in milliseconds. */
  readonly idleMs: number;
  /** Maximum size of an answer. */
  readonly maxBytes: number;
}

export interface ServerOptions {
  /** URL of the GraphQL endpoint. */
  readonly url: URL;
  /** Name in the supergraph, for which calls are signed. */
  readonly name: string;
  readonly schema: SubgraphSchema;
  readonly key: SigningKey;
  readonly sample: Sample;
  readonly limits: VerifyLimits;
  readonly clock: () => Date;
  /** Creates nonces and other unique values. */
  readonly unique: () => string;
}

/** An error from the server, with the operation that caused it. */
export interface HeardError {
  readonly sent: string;
  readonly error: AnswerError;
}

/** A server under test, with the gateway's calls. */
export interface TestedServer extends Omit<ServerOptions, 'clock'> {
  /** Seconds since 1970. */
  readonly seconds: () => number;
  readonly callerOptions: CallerOptions;
  /** Errors of all answers so far. */
  readonly heard: readonly HeardError[];
  /** A correct call, not yet signed. */
  draft(operation: Operation, caller?: Caller): SignatureDraft;
  /** @param key default is the server's */
  seal(draft: SignatureDraft, key?: SigningKey): HttpRequest;
  /** @param sent describes the request in reports */
  send(request: HttpRequest, sent: string, agent?: Agent): Promise<Reply>;
  /** Sends a correct call. */
  ask(operation: Operation, caller?: Caller): Promise<Reply>;
  /** A correct subscription call. */
  subscription(operation: Operation, caller?: Caller): HttpRequest;
  open(request: HttpRequest): Promise<OpenStream | string>;
}

const json = { 'content-type': 'application/json', accept: 'application/json' };
const events = { ...json, accept: 'text/event-stream, application/json;q=0.5' };

export function createTestedServer(options: ServerOptions): TestedServer {
  const { url, name, key, limits, clock, unique, schema, sample } = options;
  const heard: HeardError[] = [];
  const guards = [...schema.requirements.fields.values()].flatMap((fields) =>
    [...fields.values()].flatMap(({ ofParent, ofResult }) => [...ofParent, ...ofResult]),
  );
  const owner = sample.principals.find((principal) => principal.kind === 'citizen') ?? null;

  const server: TestedServer = {
    ...options,
    seconds: () => Math.floor(clock().getTime() / 1000),
    callerOptions: { words: ruleWords(guards), owner, strangerKey: `civic-verify-${unique()}` },
    heard,
    draft(operation, { principal } = anonymousCaller) {
      // The gateway always writes variables.
      const body = JSON.stringify({ query: operation.query, variables: operation.variables ?? {} });
      return draftSignature({
        subgraph: name,
        path: url.pathname,
        body,
        principal: encodePrincipal(principal),
        requestId: unique(),
        key,
        now: clock(),
        nonce: unique(),
      });
    },
    seal(draft, signingKey = key) {
      const headers = { ...json, ...signDraft(draft, signingKey) };
      return { method: 'POST', path: url.pathname, headers, body: draft.body };
    },
    async send(request, sent, agent) {
      const reply = await exchange(request, { url, ...limits, ...(agent && { agent }) });
      for (const error of graphqlIn(reply)?.errors ?? []) heard.push({ sent, error });
      return reply;
    },
    ask: (operation, caller = anonymousCaller) =>
      server.send(server.seal(server.draft(operation, caller)), describeCall(operation, caller)),
    subscription(operation, caller) {
      const { headers, ...request } = server.seal(server.draft(operation, caller));
      return { ...request, headers: { ...headers, ...events } };
    },
    open: (request) => openStream(request, { url, ...limits }),
  };
  return server;
}

const mostCharacters = 300;

/** Description of an operation for reports. */
export function describeCall({ query, variables }: Operation, caller = anonymousCaller): string {
  const values = variables && Object.keys(variables).length > 0 ? ` with ${JSON.stringify(variables)}` : '';
  return `${query}${values}, as ${caller.words}`;
}

/** Description of a reply for reports. */
export function describeReply(reply: Reply): string {
  if (reply.kind === 'none') return reply.reason;
  const text = reply.text.replaceAll(/\s+/g, ' ');
  return `${reply.status} ${text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text}`.trim();
}
