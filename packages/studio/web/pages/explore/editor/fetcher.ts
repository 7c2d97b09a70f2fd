import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-sse';
import type { PersonaKind } from '../../../session/demo-directory.ts';
import type { Fetch } from '../../../session/demo-endpoint.ts';
import type { Session } from '../../../session/session.ts';
import { askedInsight, type Insight, takeInsight } from '../answer/insight.ts';

export interface AnswerInfo {
  readonly actor: string;
  readonly callerKind: PersonaKind;
  readonly milliseconds: number;
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly insight: Insight | null;
}

/** Completes an introspection, given its query. */
export type CompleteSchema = (introspection: unknown, query: string) => Promise<unknown>;

interface FetcherOptions {
  readonly fetch: Fetch;
  readonly session: Pick<Session, 'headers'>;
  readonly actor: string;
  readonly callerKind: PersonaKind;
  /** Without it, the editor knows only what the caller may read. */
  readonly complete?: CompleteSchema;
  readonly onAnswer: (info: AnswerInfo) => void;
}

/**
 * Sends GraphiQL's requests to the gateway with the session's token, and asks for the plan and the access of
 * each field beside the answer. A new fetcher makes GraphiQL reload the schema, so there is one per actor.
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { fetch, session, actor, callerKind, complete, onAnswer } = options;
  const subscriptions = createClient({
    url: '/graphql',
    headers: async () => ({ ...(await session.headers()) }),
    retryAttempts: 0,
  });
  return async (request, typed) => {
    if (isSubscription(request)) {
      const { query, variables, operationName } = request;
      return subscriptions.iterate({ query, variables, ...(operationName ? { operationName } : {}) });
    }
    const isIntrospection = request.operationName === 'IntrospectionQuery';
    const headers = {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'content-type': 'application/json',
      ...(await session.headers()),
      // Headers typed into the headers editor win.
      ...typed?.headers,
    };
    const started = performance.now();
    const body = JSON.stringify(isIntrospection ? request : { ...request, extensions: askedInsight });
    const response = await fetch('/graphql', { method: 'POST', headers, body });
    const received = await readAnswer(response);
    if (isIntrospection) return complete === undefined ? received : complete(received, request.query);
    const { answer, insight } = takeInsight(received);
    onAnswer({
      actor,
      callerKind,
      milliseconds: performance.now() - started,
      status: response.status,
      headers: [...response.headers],
      insight,
    });
    return answer as Awaited<ReturnType<Fetcher>>;
  };
}

function isSubscription({ query, operationName }: FetcherParams): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === 'subscription';
  } catch {
    // The gateway says what is wrong with it.
    return false;
  }
}

async function readAnswer(response: Response) {
  const body = await response.text();
  try {
    return JSON.parse(body);
  } catch {
    throw new Error(`The gateway answered HTTP ${response.status} with something that is not JSON.`);
  }
}
