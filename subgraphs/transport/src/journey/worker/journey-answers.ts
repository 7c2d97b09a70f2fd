import { PublicError } from '@civic-graph/errors';
import type { Plan } from '../planner.ts';
import type { WorkerReply } from './messages.ts';

/** @throws PublicError, or an Error for the log */
export function planOf(reply: WorkerReply): Plan {
  switch (reply.kind) {
    case 'planned':
      return reply.plan;
    case 'cancelled':
      throw withdrawn();
    case 'took too long':
      throw overloaded();
    case 'failed':
      throw new Error(`a journey could not be planned: ${reply.reason}`);
    case 'ready':
      throw new Error('the journey planner is ready twice');
  }
}

/** A refusal with its retry time in seconds. */
export function overloaded(retryAfter = 1): PublicError {
  return new PublicError('OVERLOADED', undefined, { extensions: { retryAfter } });
}

export function withdrawn(): PublicError {
  return new PublicError('SUBGRAPH_TIMEOUT', 'The request was cancelled before its journey was planned.');
}
