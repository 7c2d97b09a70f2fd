import { asPublicError, describeError, type ErrorCode, PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { AccessTokenVerifier } from '@civic-graph/tokens';
import { type ExecutionResult, type FormattedExecutionResult, type GraphQLSchema, parse } from 'graphql';
import { CloseCode, makeServer } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { authenticate } from '../../admission/authentication/authenticate.ts';
import { formatErrors, resultText } from '../http/format-answer.ts';
import type { ErrorFormatter } from '../http/mask-error.ts';
import { readOperation } from '../http/read-operation.ts';
import {
  type Credentials,
  credentialsIn,
  MisplacedCredential,
  misplacedReason,
} from './connection-credentials.ts';
import { FormattedResults } from './formatted-results.ts';
import { oncePerResult } from './once-per-result.ts';
import type { ResultStream } from './result-stream.ts';
import type { StreamedOperations } from './streamed-operations.ts';
import { type SlotLimits, SubscriptionSlots } from './subscription-slots.ts';
import { unsuitableOperation } from './unsuitable-operation.ts';

export interface WebSocketOptions {
  readonly operations: StreamedOperations;
  readonly verify: AccessTokenVerifier;
  readonly mask: ErrorFormatter;
  readonly logger: Logger;
  /** Any schema; operations are validated against their own. */
  readonly schema: () => GraphQLSchema;
  readonly maxPerConnection: number;
  readonly slots: SlotLimits;
  /** Time for the first message, which authenticates the connection. */
  readonly connectionInitTimeoutMs: number;
  /** Idle timeout of a connection without an operation; at most twice that. */
  readonly maxIdleMs: number;
  /** Bytes that may be buffered for the subscriber when the next message comes; above it is too slow. */
  readonly maxBufferedBytes: number;
}

interface Connection {
  readonly webSocket: WebSocket;
  readonly network: string;
  /** Credentials of the upgrade request. */
  readonly upgrade: Credentials;
  readonly results: Set<ResultStream>;
  /** Ids of operations that are being started. */
  readonly starting: Set<string>;
  /** `null` before `connection_init` is authenticated. */
  caller: { readonly principal: Principal; readonly authorization: string | undefined } | null;
  /** Whether there was an operation since the last idle check. */
  isUsed: boolean;
}

/** A client must not reconnect with an expired token (graphql-ws: fatal close codes). */
const tokenEnds: ReadonlySet<unknown> = new Set<ErrorCode>(['UNAUTHENTICATED', 'TOKEN_REVOKED']);
/** From the registry of RFC 6455, section 11.7: clients reconnect after it. */
const tryAgainLater = 1013;
const normalClosure = 1000;
const graceMs = 5_000;

/** graphql-ws reads an operation's kind from a document; here it is already parsed. */
const document = parse('subscription { results }');

/**
 * GraphQL over WebSocket on one open socket: graphql-ws implements the protocol, the rest is shared with
 * Server-Sent Events. The token comes with `connection_init`: see connection-credentials.ts.
 */
export function connectionHandler(
  options: WebSocketOptions,
): (webSocket: WebSocket, network: string, upgrade: Credentials) => void {
  const { operations, verify, mask, logger } = options;
  const slots = new SubscriptionSlots(options.slots);
  const format = oncePerResult((result) => JSON.parse(resultText(result, mask)) as FormattedExecutionResult);

  const server = makeServer<Record<string, unknown>, Connection>({
    connectionInitWaitTimeout: options.connectionInitTimeoutMs,
    async onConnect(context) {
      const { extra: connection, connectionParams = {} } = context;
      try {
        connection.caller = await callerIn(credentialsIn(connectionParams ?? {}, connection.upgrade), verify);
      } catch (error) {
        const code = asPublicError(error)?.code ?? 'INTERNAL_SERVER_ERROR';
        const reason = error instanceof MisplacedCredential ? misplacedReason : code;
        connection.webSocket.close(CloseCode.Unauthorized, reason);
        return false;
      }
      // Closed meanwhile: resources acquired now would never be released.
      if (connection.webSocket.readyState !== connection.webSocket.OPEN) return false;
      const release = slots.take(connection.caller.principal, connection.network);
      if (release === null) {
        connection.webSocket.close(tryAgainLater, 'TOO_MANY_SUBSCRIPTIONS');
        return false;
      }
      connection.webSocket.once('close', release);
      closeIdle(connection, () => Object.keys(context.subscriptions).length > 0);
      return true;
    },
    async onSubscribe({ extra: connection, subscriptions }, id, payload) {
      connection.isUsed = true;
      const { caller, starting } = connection;
      // The id was reused before its operation began: graphql-ws would track only the second, and never end
      // the first.
      if (starting.has(id)) {
        connection.webSocket.close(CloseCode.SubscriberAlreadyExists, 'this id is in use');
        return [unsuitableOperation('message', payload)];
      }
      const source = readOperation(payload);
      if (caller === null || source === undefined) return [unsuitableOperation('message', payload)];
      if (Object.keys(subscriptions).length > options.maxPerConnection) {
        return [new PublicError('TOO_MANY_SUBSCRIPTIONS')];
      }
      starting.add(id);
      const started = await operations
        .start({ ...source, ...caller, network: connection.network })
        .finally(() => starting.delete(id));
      if (started.kind === 'refused') return started.errors;
      const { results } = started;
      connection.results.add(results);
      const contextValue = new FormattedResults(results, format, () => connection.results.delete(results));
      return { schema: options.schema(), document, contextValue };
    },
    subscribe: ({ contextValue }) => contextValue as AsyncGenerator<ExecutionResult, void, void>,
    onNext({ extra: { webSocket } }, _id, _payload, _args, result) {
      if (result.data === undefined) closeWithToken(webSocket, result.errors?.[0]?.extensions.code);
      // Returns the formatted result that graphql-ws would format again.
      return result as object as FormattedExecutionResult;
    },
    onError({ extra: { webSocket } }, _id, _payload, errors) {
      closeWithToken(webSocket, errors[0]?.extensions.code);
      return formatErrors(errors, mask);
    },
  });

  return (webSocket, network, upgrade) => {
    const connection: Connection = {
      webSocket,
      network,
      upgrade,
      results: new Set(),
      starting: new Set(),
      caller: null,
      isUsed: true,
    };
    const closed = server.opened(
      {
        protocol: webSocket.protocol,
        send: (text) => send(connection, text),
        close: (code, reason) => webSocket.close(code, reason),
        onMessage(take) {
          webSocket.on('message', (data) => {
            take(String(data)).catch((error: unknown) => {
              logger.error({ error: describeError(error) }, 'a message failed');
              webSocket.close(CloseCode.InternalServerError, 'INTERNAL_SERVER_ERROR');
            });
          });
        },
      },
      connection,
    );
    webSocket.on('error', () => webSocket.terminate());
    webSocket.once('close', (code, reason) => {
      for (const each of connection.results) each.end(null);
      void closed(code, String(reason));
    });
  };

  /** Slow consumers get no further messages and are disconnected after a grace period. */
  function send({ webSocket, results }: Connection, text: string): void {
    if (webSocket.readyState !== webSocket.OPEN) return;
    if (webSocket.bufferedAmount <= options.maxBufferedBytes) {
      webSocket.send(text);
      return;
    }
    for (const each of results) each.end(new PublicError('SUBSCRIBER_TOO_SLOW'));
    webSocket.close(tryAgainLater, 'SUBSCRIBER_TOO_SLOW');
    const timer = setTimeout(() => webSocket.terminate(), graceMs).unref();
    webSocket.once('close', () => clearTimeout(timer));
  }

  function closeIdle(connection: Connection, isBusy: () => boolean): void {
    const { webSocket } = connection;
    const timer = setInterval(() => {
      if (!connection.isUsed && !isBusy()) webSocket.close(normalClosure, 'idle');
      connection.isUsed = false;
    }, options.maxIdleMs).unref();
    webSocket.once('close', () => clearInterval(timer));
  }
}

/** @throws PublicError UNAUTHENTICATED, TOKEN_REVOKED, DPOP_PROOF_INVALID */
async function callerIn(
  { authorization, dpop }: Credentials,
  verify: AccessTokenVerifier,
): Promise<NonNullable<Connection['caller']>> {
  const headers = {
    ...(authorization !== undefined && { authorization }),
    ...(dpop !== undefined && { dpop }),
  };
  // The upgrade request is a GET (RFC 6455, section 4.1).
  const principal = await authenticate({ headers, method: 'GET' }, verify);
  return { principal, authorization };
}

/** Closes after the pending message, which contains the reason. */
function closeWithToken(webSocket: WebSocket, code: unknown): void {
  if (tokenEnds.has(code)) setImmediate(() => webSocket.close(CloseCode.Unauthorized, String(code)));
}
