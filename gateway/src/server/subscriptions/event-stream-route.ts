import { PublicError } from '@civic-graph/errors';
import type { FastifyRequest, RouteHandlerMethod } from 'fastify';
import { parse as parseSafely } from 'secure-json-parse';
import type { OperationResult } from '../../execution/engine.ts';
import { resultText } from '../http/format-answer.ts';
import { contractIn } from '../http/graphql-path.ts';
import type { ErrorFormatter } from '../http/mask-error.ts';
import { answerVariesBy } from '../http/media-type.ts';
import { queryParameters } from '../http/query-parameters.ts';
import { readOperation } from '../http/read-operation.ts';
import { stateOf } from '../http/request-state.ts';
import {
  beginEvents,
  completeEvents,
  type EventWriterOptions,
  nextEvent,
  writeEvents,
} from './event-writer.ts';
import { oncePerResult } from './once-per-result.ts';
import { refusePlainRead } from './plain-read.ts';
import type { StreamedOperations } from './streamed-operations.ts';
import { unsuitableOperation } from './unsuitable-operation.ts';

export interface EventStreamOptions extends EventWriterOptions {
  readonly operations: StreamedOperations;
  readonly mask: ErrorFormatter;
}

/**
 * GraphQL over Server-Sent Events, "distinct connections mode": one operation per request, `next` per result,
 * `complete` at the end. Errors of the operation are results; errors of the request have an HTTP status.
 */
export function eventStreamRoute(options: EventStreamOptions): RouteHandlerMethod {
  const { operations, mask } = options;
  const eventOf = (result: OperationResult) => Buffer.from(nextEvent(resultText(result, mask)));
  const sharedEventOf = oncePerResult(eventOf);

  return async (request, reply) => {
    const isReadOnly = request.method === 'GET';
    const payload = isReadOnly ? fromQuery(request) : request.body;
    const source = readOperation(payload);
    if (source === undefined) throw unsuitableOperation('stream', payload);
    const { caller } = stateOf(request.raw);
    if (caller === null) throw new PublicError('UNAUTHENTICATED');
    const { authorization } = request.headers;
    const contract = contractIn(request.raw.url);
    const started = await operations.start({ ...source, ...caller, authorization, isReadOnly, contract });
    reply.hijack();
    const response = reply.raw;
    beginEvents(response, answerVariesBy);
    if (started.kind === 'started') await writeEvents(response, started.results, sharedEventOf, options);
    else response.write(eventOf({ errors: started.errors }));
    completeEvents(response);
    return reply;
  };
}

/** @throws PublicError BAD_REQUEST if any web page could have sent it */
function fromQuery(request: FastifyRequest): unknown {
  refusePlainRead(request.headers);
  const { variables, extensions, ...rest } = Object.fromEntries(queryParameters(request));
  try {
    return { ...rest, variables: fromJson(variables), extensions: fromJson(extensions) };
  } catch {
    return undefined;
  }
}

function fromJson(text: unknown): unknown {
  return typeof text === 'string' && text !== '' ? parseSafely(text) : text;
}
