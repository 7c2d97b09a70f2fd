import type { IncomingMessage } from 'node:http';
import type { TraceSpan } from '@civic-graph/service';
import type { QuotaCaller } from '../../admission/rate-limiting/quotas.ts';
import type { RequestEnd } from './end-of-request.ts';

/** State of one request. Both request paths fill it, so that no step runs twice. */
export class RequestState {
  readonly request: IncomingMessage;
  /** `undefined` if the request is not traced. */
  span: TraceSpan | undefined = undefined;
  /** The media type of the answer; `null` before negotiation, and if the client accepts none. */
  answerType: string | null = null;
  /** `null` before the request is authenticated. */
  caller: QuotaCaller | null = null;
  /** The body, if the fast path read it. */
  body: Buffer | null = null;
  /** The gateway became overloaded while the application read the body. */
  isShed = false;
  /** Deadline and cancellation, once the document was queued for parsing. */
  end: RequestEnd | null = null;
  /** Size of the document in characters, with fragments expanded. */
  documentWork: number | undefined = undefined;

  constructor(request: IncomingMessage) {
    this.request = request;
  }
}

/** States of requests on the slow path, whose listener receives only Node's request. */
const states = new WeakMap<IncomingMessage, RequestState>();

/** Passes the state of a request on to the application. */
export function handOver(state: RequestState): void {
  states.set(state.request, state);
}

/** Returns the state of a request that the application handles. */
export function stateOf(request: IncomingMessage): RequestState {
  const known = states.get(request);
  if (known !== undefined) return known;
  const state = new RequestState(request);
  states.set(request, state);
  return state;
}
