import type { ServerResponse } from 'node:http';
import { asPublicError, PublicError } from '@civic-graph/errors';
import type { FastifyReply } from 'fastify';
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import type { SubgraphContext } from '../context.ts';
import { boundErrors } from './answer-bounds.ts';
import { documentLimits } from './document-limits.ts';
import type { FieldCounters } from './field-counters.ts';

export interface EventStreamsOptions {
  readonly schema: GraphQLSchema;
  readonly counters: FieldCounters;
  readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
  readonly heartbeatMs?: number;
}

/** A verified subscription call. */
export interface EventRequest {
  /** The parsed body. */
  readonly body: unknown;
  /** Creates a new context for each event, because a loader's cache is stale at the next. */
  readonly newContext: () => SubgraphContext;
  /** Uses up the signature; rejects a replay. */
  readonly useUp: () => Promise<void>;
}

/** Subscriptions over Server-Sent Events, as the gateway asks for them (docs/explanation/adr/0017). */
export interface EventStreams {
  /** @throws PublicError if the request is not a valid subscription */
  answer(request: EventRequest, reply: FastifyReply): Promise<unknown>;
  /**
   * Closes every stream without `complete`, so that the gateway knows that the subscription was interrupted.
   */
  close(): void;
}

const maxStreams = 10_000;
/** Maximum buffered bytes when the next event is sent. */
const maxBufferedBytes = 1_000_000;

export function createEventStreams(options: EventStreamsOptions): EventStreams {
  const { schema, counters, heartbeatMs = 10_000 } = options;
  const open = new Set<ServerResponse>();
  let isClosing = false;

  return {
    async answer({ body, newContext, useUp }, reply) {
      if (isClosing || open.size >= maxStreams) throw new PublicError('NOT_READY');
      const { document, ...operation } = readSubscription(body, schema);
      await useUp();
      counters.count(schema, document);
      const args = { schema, document, ...operation };
      const source = await createSourceEventStream({ ...args, contextValue: newContext() });
      if (!(Symbol.asyncIterator in source)) return reply.send(format(source));
      reply.hijack();
      await write(reply.raw, source, async (event) => {
        const contextValue = newContext();
        const result = await execute({ ...args, rootValue: event, contextValue });
        if (result.errors) boundErrors(result.errors as GraphQLError[], contextValue);
        return result;
      });
      return reply;
    },
    close() {
      isClosing = true;
      for (const response of open) response.destroy();
    },
  };

  async function write(
    response: ServerResponse,
    source: AsyncIterable<unknown>,
    answerTo: (event: unknown) => Promise<ExecutionResult>,
  ): Promise<void> {
    open.add(response);
    const events = source[Symbol.asyncIterator]();
    const gone = () => void events.return?.();
    response.once('close', gone);
    if (response.destroyed) gone();
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.flushHeaders();
    const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs).unref();
    try {
      for (let step = await events.next(); !step.done; step = await events.next()) {
        const answer = format(await answerTo(step.value));
        // Slow consumers are disconnected, and may subscribe again.
        if (response.writableLength > maxBufferedBytes) response.destroy();
        if (response.destroyed) break;
        response.write(`event: next\ndata: ${JSON.stringify(answer)}\n\n`);
      }
      if (!response.destroyed) response.end('event: complete\ndata: \n\n');
    } catch (error) {
      const failed =
        error instanceof GraphQLError ? error : new GraphQLError('', { originalError: asError(error) });
      response.end(
        `event: next\ndata: ${JSON.stringify(format({ errors: [failed] }))}\n\nevent: complete\ndata: \n\n`,
      );
    } finally {
      clearInterval(heartbeat);
      open.delete(response);
      await events.return?.();
    }
  }

  function format({ data, errors }: ExecutionResult): object {
    const formatted = errors?.map((error) => options.formatError(error.toJSON(), error));
    return { ...(formatted && { errors: formatted }), ...(data !== undefined && { data }) };
  }
}

function readSubscription(body: unknown, schema: GraphQLSchema) {
  const { query, variables, operationName } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string') throw new PublicError('BAD_REQUEST', 'the body has no query');
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: documentLimits.maxTokens });
  } catch (error) {
    throw asPublicError(error) ?? new PublicError('GRAPHQL_PARSE_FAILED');
  }
  if (validate(schema, document).length > 0) throw new PublicError('GRAPHQL_VALIDATION_FAILED');
  const name = typeof operationName === 'string' ? operationName : undefined;
  if (getOperationAST(document, name)?.operation !== 'subscription') {
    throw new PublicError('BAD_REQUEST', 'only a subscription is answered with events');
  }
  return {
    document,
    ...(name !== undefined && { operationName: name }),
    variableValues: (variables ?? {}) as Record<string, unknown>,
  };
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
