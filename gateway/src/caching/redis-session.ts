import type { Redis } from 'ioredis';
import type { RedisClient } from '../redis/connect-redis.ts';
import { longestMaxAge } from './cache-hints.ts';
import { rememberedTags } from './invalidation-log.ts';

/** What is kept in one Redis from its start to its end. */
export interface RedisSession {
  /** In every key. It names the run: what a restarted server has forgotten must not come back half. */
  readonly run: string;
  /** Tags with the moments at which they were last invalidated, the oldest first. */
  readonly invalidated: readonly (readonly [tag: string, moment: number])[];
}

/**
 * Subscribes to invalidations, then reads those before: so that none falls in between.
 *
 * @throws where the server does not answer as Redis does
 */
export async function openSession(commands: RedisClient, subscriber: Redis): Promise<RedisSession> {
  const run = await currentRun(commands);
  await subscriber.subscribe(channelOf(run));
  const log = await commands.zrange(logOf(run), '0', '-1', 'WITHSCORES');
  const invalidated: [string, number][] = [];
  for (let at = 0; at + 1 < log.length; at += 2) invalidated.push([String(log[at]), Number(log[at + 1])]);
  return { run, invalidated };
}

/**
 * The run of the server that has the invalidations: of a cluster, the node that has their slot. Where another node has
 * taken over for it, the last of them may be lost, and it is another run.
 *
 * @throws where the server does not answer as Redis does
 */
export async function currentRun(commands: RedisClient): Promise<string> {
  const info: unknown = await commands.eval("return redis.call('INFO', 'server')", 1, slot);
  const run = /^run_id:(\w+)/m.exec(String(info))?.[1];
  if (run === undefined) throw new Error('the store does not tell its run_id');
  return run;
}

/** What is in braces decides on the node of a cluster: the log and its numbers are on one. */
const slot = 'civic:{answers}';

/**
 * Numbers an invalidation, adds it to the log and tells every gateway, all at once: a gateway that has seen number n
 * has seen all before it.
 */
const invalidateScript = `
  local moment = redis.call('INCR', KEYS[1])
  for at = 4, #ARGV do redis.call('ZADD', KEYS[2], moment, ARGV[at]) end
  redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -1 - tonumber(ARGV[1]))
  redis.call('EXPIRE', KEYS[2], ARGV[2])
  redis.call('PUBLISH', ARGV[3], moment .. ' ' .. cjson.encode({unpack(ARGV, 4)}))
  return moment`;

/** @returns the moment of the invalidation */
export async function invalidateIn(
  commands: RedisClient,
  run: string,
  tags: readonly string[],
): Promise<number> {
  const moment = await commands.eval(
    invalidateScript,
    2,
    `${slot}:${run}:moment`,
    logOf(run),
    rememberedTags,
    // No answer that it is about lives longer.
    longestMaxAge,
    channelOf(run),
    ...tags,
  );
  return Number(moment);
}

export interface Invalidation {
  readonly moment: number;
  readonly tags: readonly string[];
}

/** Reads what `invalidateIn` published. */
export function readInvalidation(message: string): Invalidation {
  const space = message.indexOf(' ');
  return { moment: Number(message.slice(0, space)), tags: JSON.parse(message.slice(space + 1)) };
}

function logOf(run: string): string {
  return `${slot}:${run}:invalidated`;
}

function channelOf(run: string): string {
  return `civic:answers:${run}:channel`;
}
