import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { RedisClient } from '../../lib/redis/connect-redis.ts';
import { type Invalidations, rememberedTags } from './invalidation-log.ts';

/*
 * A session lasts until Redis loses data: a flush, eviction, restart from an old snapshot, or failover to a
 * lagging replica. Number, log and name of a session are one key without expiry, beside the server's run id;
 * when it changes, nothing of the session is used any more.
 */

/** The part in braces selects the node of a cluster. */
const key = 'civic:{answers}:session';
/** One channel for all sessions, so that users of an old one learn of the new one. */
const channel = 'civic:answers:invalidated';

const sessionOf = `
  local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
  local function session()
    if redis.call('HGET', KEYS[1], 'run') ~= run then return false end
    return redis.call('HGET', KEYS[1], 'session')
  end`;

/** Numbers start above those of earlier sessions, because reads in flight are shared by number. */
const beginScript = `${sessionOf}
  if not session() then
    redis.call('DEL', KEYS[1])
    redis.call('HSET', KEYS[1], 'run', run, 'session', ARGV[1], 'moment', redis.call('TIME')[1] .. '000')
  end
  return session()`;

/**
 * The current session's name, or a new one's. Its invalidations are published from then on;
 * `readInvalidations` returns earlier ones.
 * @throws if the server does not answer like Redis
 */
export async function joinSession(commands: RedisClient, subscriber: Redis): Promise<string> {
  await subscriber.subscribe(channel);
  return String(await commands.eval(beginScript, 1, key, randomUUID()));
}

/** @returns `null` if the store has lost it */
export async function currentSession(commands: RedisClient): Promise<string | null> {
  const session: unknown = await commands.eval(`${sessionOf} return session()`, 1, key);
  return typeof session === 'string' ? session : null;
}

/** @throws if the session is over */
export async function readInvalidations(commands: RedisClient, session: string): Promise<Invalidations> {
  const fields = await commands.hgetall(key);
  if (fields.session !== session) throw new Error('the session is over');
  const under = (prefix: string) =>
    Object.entries(fields)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, epoch]) => [name.slice(prefix.length), Number(epoch)] as const);
  return { latest: Number(fields.moment), tags: under('tag:'), floors: under('floor:') };
}

/**
 * Numbers, logs and publishes an invalidation atomically, so that a gateway at number n knows all before it.
 * A full log of a subgraph is dropped, which invalidates everything before.
 */
const invalidateScript = `${sessionOf}
  if session() ~= ARGV[1] then return false end
  local moment = redis.call('HINCRBY', KEYS[1], 'moment', 1)
  for at = 3, #ARGV do
    local subgraph = string.match(ARGV[at], '^[^ ]*')
    local isNew = redis.call('HSET', KEYS[1], 'tag:' .. ARGV[at], moment) == 1
    if isNew and redis.call('HINCRBY', KEYS[1], 'size:' .. subgraph, 1) > tonumber(ARGV[2]) then
      local begin = 'tag:' .. subgraph .. ' '
      for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
        if string.sub(field, 1, #begin) == begin then redis.call('HDEL', KEYS[1], field) end
      end
      redis.call('HSET', KEYS[1], 'floor:' .. subgraph, moment, 'size:' .. subgraph, 0)
    end
  end
  redis.call('PUBLISH', '${channel}', cjson.encode({ARGV[1], moment, {unpack(ARGV, 3)}}))
  return moment`;

/**
 * @param tags one at least
 * @returns the invalidation's epoch; `null` if the session is over, and nothing was invalidated
 */
export async function invalidateIn(
  commands: RedisClient,
  session: string,
  tags: readonly string[],
  capacity = rememberedTags,
): Promise<number | null> {
  const epoch = await commands.eval(invalidateScript, 1, key, session, capacity, ...tags);
  return typeof epoch === 'number' ? epoch : null;
}

const published = z
  .tuple([z.string(), z.int(), z.array(z.string())])
  .transform(([session, epoch, tags]) => ({ session, epoch, tags }));

/** Parses what `invalidateIn` published. `null` for anything else. */
export function readInvalidation(message: string): z.output<typeof published> | null {
  try {
    return published.parse(JSON.parse(message));
  } catch {
    return null;
  }
}
