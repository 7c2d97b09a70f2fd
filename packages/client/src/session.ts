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
import type { Lock } from './store/in-turn.ts';
import { openStream, type StreamRequest } from './subscriptions/open-stream.ts';
import { subscribe } from './subscriptions/subscribe.ts';
import { authorizedFetch } from './tokens/authorized-fetch.ts';
import { sessionTokens } from './tokens/session-tokens.ts';

/** One citizen at the app, signed in or not. Public data needs no sign-in. */
export interface Session {
  /** Begins a sign-in, also to satisfy a refusal. @returns the URL to send the citizen to */
  signIn(request?: SignInRequest | ConsentNeeded | StepUpNeeded): Promise<string>;
  /** Completes a sign-in. @param callback URL at which the citizen returned, or its path and query */
  completeSignIn(callback: string | URL): Promise<SignInOutcome>;
  /** Returns who is signed in; `null` if nobody is. */
  citizen(): Promise<SignedIn | null>;
  /** Deletes the tokens of the session and revokes them at the issuer. */
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
   * Yields the results of a subscription and reconnects if the connection breaks. The last result has no data
   * if the gateway refuses to continue.
   */
  subscribe<Data, Variables>(
    document: Operation<Data, Variables>,
    ...rest: Rest<Variables>
  ): AsyncGenerator<Result<Data>, void>;

  /** Adds access token and DPoP proof to a request, for other GraphQL clients. */
  readonly fetch: typeof fetch;
  /** The urql client of the session, for its bindings and caches. `refusalsOf(error)` reads its errors. */
  readonly urql: Client;
}

export interface SignedIn {
  /** Pairwise identifier of the citizen, different for every app. */
  readonly id: string;
  readonly scopes: readonly string[];
}

interface SessionContext {
  readonly settings: Settings;
  readonly issuer: Issuer;
  readonly lock: Lock;
}

export function createSession(id: string, { settings, issuer, lock }: SessionContext): Session {
  const tokens = sessionTokens(`civic:${id}:tokens`, settings, issuer, lock);
  const signInContext = {
    settings,
    issuer,
    tokens,
    lock,
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

/** Subscriptions send the text, because the gateway accepts no hash for them. */
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
