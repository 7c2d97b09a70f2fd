import { PublicError } from '@civic-graph/errors';
import { z } from 'zod';
import type { RedisClient } from '../../lib/redis/connect-redis.ts';
import { within } from '../../lib/redis/within.ts';
import type { AnswerRelay } from './elicitations.ts';

/** Longest wait for Redis, in milliseconds. */
const patience = 500;
const questionOf = (id: string) => `civic:mcp:question:${id}`;
const answerOf = (id: string) => `civic:mcp:answer:${id}`;
const answers = z.enum(['accepted', 'declined', 'unanswered']);

/**
 * Relays answers between gateways: the person's caller and the answer, both as long as the question lives.
 */
export function redisAnswerRelay(redis: RedisClient): AnswerRelay {
  return {
    async open(id, caller, lifetimeMs) {
      await asked(redis.set(questionOf(id), caller, 'PX', lifetimeMs));
    },
    async post(id, caller, answer) {
      const question = await asked(redis.get(questionOf(id)));
      if (question !== caller) return false;
      return (await asked(redis.set(answerOf(id), answer, 'PX', 60_000, 'NX'))) === 'OK';
    },
    async take(id) {
      return answers
        .nullable()
        .catch(null)
        .parse(await asked(redis.getdel(answerOf(id))));
    },
  };
}

async function asked<T>(command: Promise<T>): Promise<T> {
  try {
    return await within(patience, command);
  } catch {
    throw new PublicError('NOT_READY', 'Confirmations cannot be exchanged at present. Retry later.');
  }
}
