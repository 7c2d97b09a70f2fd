import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { RateLimitFields } from '../../admission/rate-limiting/quotas.ts';
import type { OperationResult } from '../../execution/engine.ts';
import { corkWrites } from '../../lib/corked-writes.ts';
import { cacheControl } from '../../subgraphs/answer-freshness.ts';
import { storedVariesBy, validatorOf } from './conditional-answer.ts';
import { costHeader } from './cost-header.ts';
import { formatAnswer, statusOf } from './format-answer.ts';
import type { ErrorFormatter } from './mask-error.ts';
import { answerVariesBy, plainJson } from './media-type.ts';
import { operationStatus } from './operation-status.ts';
import type { RequestState } from './request-state.ts';
import { retryAfterOf } from './retry-after.ts';

/** An answer of the fast path, for the request and those coalesced with it. */
export interface Answer {
  readonly status: number;
  /** Code of the first error, if there is no data. */
  readonly code: unknown;
  readonly text: string;
  readonly maxAge: number | undefined;
  /** Absent if the request was refused before its cost was estimated. */
  readonly cost: number | undefined;
  readonly retryAfter: number | undefined;
  readonly recordAgain: OperationResult['recordAgain'];
}

export function answerOf(result: OperationResult, mask: ErrorFormatter, cost?: number): Answer {
  const { maxAge, recordAgain } = result;
  const error = result.data === undefined ? result.errors?.[0] : undefined;
  const code = error?.extensions.code;
  const retryAfter = retryAfterOf(error);
  const [status, text] = [statusOf(result), formatAnswer(result, mask)];
  return { status, code, text, maxAge, cost, retryAfter, recordAgain };
}

/** Writes the same response as Apollo Server for this result, byte for byte. */
export function writeAnswer(
  { status, code, text, maxAge, cost, retryAfter }: Answer,
  rateLimit: RateLimitFields | undefined,
  { request, answerType }: RequestState,
  response: ServerResponse,
): void {
  const sent = operationStatus(status, code, request.headers.accept);
  const contentType = answerType ?? plainJson;
  const caching = cacheControl(maxAge);
  const validator = validatorOf(request, {
    status: sent,
    cacheControl: caching,
    contentType,
    body: text,
  });
  const bytes = Buffer.byteLength(text);
  const headers: OutgoingHttpHeaders = {
    'cache-control': caching,
    'content-type': contentType,
    vary: validator === null ? answerVariesBy : storedVariesBy,
    'content-length': bytes,
  };
  if (cost !== undefined) headers[costHeader] = cost;
  if (validator !== null) headers.etag = validator.etag;
  else if (rateLimit) {
    headers.ratelimit = rateLimit.limit;
    headers['ratelimit-policy'] = rateLimit.policy;
  }
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
  if (validator?.isKnown) {
    delete headers['content-type'];
    delete headers['content-length'];
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(sent, headers);
  // ASCII is sent together with the head, without encoding it again.
  corkWrites(() => void response.end(text, bytes === text.length ? 'latin1' : 'utf8'));
}
