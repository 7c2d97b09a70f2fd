import { type Client, createRequest, getOperationName, stringifyDocument } from '@urql/core';
import * as client from 'openid-client';
import { createUrql } from './graphql/create-urql.ts';
import { createExecutor } from './graphql/execute.ts';
import type { CallOptions, Operation, Rest } from './graphql/operation.ts';
import type { Result } from './graphql/result.ts';
import type { Settings } from './options.ts';
import type { ConsentNeeded, StepUpNeeded } from './refusals/refusal.ts';
import type { Issuer } from './sign-in/connect-issuer.ts';
import type { SignInOutcome } from './sign-in/outcome.ts';
import { beginSignIn, completeSignIn } from './sign-in/sign-in.ts';
import type { SignInRequest } from './sign-in/sign-in-request.ts';
import { openStream, type StreamRequest } from './subscriptions/open-stream.ts';
import { subscribe } from './subscriptions/subscribe.ts';
import { authorizedFetch } from './tokens/authorized-fetch.ts';
import { sessionTokens } from './tokens/session-tokens.ts';

/** One citizen at the app: signed in or not. Public data needs no sign-in. */
export interface Session {
  /** Begins a sign-in, or one that satisfies a refusal. @returns where to send the citizen */
  signIn(request?: SignInRequest | ConsentNeeded | StepUpNeeded): Promise<string>;
  /** Completes it. @param callback the address that the citizen came back to, or its path and query */
  completeSignIn(callback: string | URL): Promise<SignInOutcome>;
  /** Who is signed in; `null` for nobody. */
  citizen(): Promise<SignedIn | null>;
  /** Revokes the session's tokens at the issuer and forgets them. */
  signOut(): Promise<void>;

  query<Data, Variables>(
    document: Operation<Data, Variables>,
    ...rest: Rest<Variables>
  ): Promise<Result<Data>>;
  mutate<Data, Variables>(
    document: Operation<Data, Variables>,
    ...rest: Rest<Variables>
  ): Promise<Result<Data>>;
  /**
   * Results until the subscription is complete, or after a result without data that says what to do first. It
   * is opened anew where the connection breaks. `break` ends it.
   */
  subscribe<Data, Variables>(
    document: Operation<Data, Variables>,
    ...rest: Rest<Variables>
  ): AsyncGenerator<Result<Data>, void>;

  /** `fetch` with the session's token and proof, for other GraphQL clients. */
  readonly fetch: typeof fetch;
  /** The urql client of the session, for its bindings and caches: refusals are in `refusalsOf(error)`. */
  readonly urql: Client;
}

export interface SignedIn {
  /** The citizen, by an identifier that no other app has. */
  readonly id: string;
  readonly scopes: readonly string[];
}

interface SessionContext {
  readonly settings: Settings;
  readonly issuer: Issuer;
  readonly refreshing: <Value>(key: string, work: () => Promise<Value>) => Promise<Value>;
}

export function createSession(id: string, { settings, issuer, refreshing }: SessionContext): Session {
  const tokens = sessionTokens(`civic:${id}:tokens`, settings, issuer, refreshing);
  const signInContext = {
    settings,
    issuer,
    tokens,
    pendingKey: (state: string) => `civic:${id}:sign-in:${state}`,
  };
  const send = authorizedFetch(tokens, settings);
  const givenTexts = new WeakMap<object, string>();
  const urql = createUrql(settings, send, (document) => givenTexts.get(document));
  const execute = createExecutor(urql, givenTexts);

  return {
    fetch: send,
    urql,
    signIn: (request = {}) => beginSignIn(signInContext, request),
    completeSignIn: (callback) => completeSignIn(signInContext, callback),
    async citizen() {
      const held = await tokens.held();
      return held && { id: held.subject, scopes: held.scopes };
    },
    async signOut() {
      const held = await tokens.forget();
      if (held === null) return;
      await client.tokenRevocation(await issuer(), held.refreshToken ?? held.accessToken);
    },
    query: (document, ...[variables, options]) => execute('query', document, variables, options),
    mutate: (document, ...[variables, options]) => execute('mutation', document, variables, options),
    subscribe<Data, Variables>(
      document: Operation<Data, Variables>,
      ...[variables, options]: Rest<Variables>
    ): AsyncGenerator<Result<Data>, void> {
      const { signal }: CallOptions = options ?? {};
      const request = streamRequest(document, variables ?? {});
      const stream = { url: settings.gateway, fetch: send, maxSilenceMs: settings.maxSilenceMs };
      const open = () => openStream(stream, request, signal);
      return subscribe<Data>({ open, wait: settings.wait, random: settings.random, signal });
    },
  };
}

/** As text: the gateway takes no hash for a subscription. */
function streamRequest<Data, Variables>(
  document: Operation<Data, Variables>,
  variables: object,
): StreamRequest {
  const { query } = createRequest(document, {});
  const operationName = getOperationName(query);
  return {
    query: stringifyDocument(query),
    variables: { ...variables },
    ...(operationName !== undefined && { operationName }),
  };
}
