import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { RedisClient } from '../../lib/redis/connect-redis.ts';
import { type Invalidations, rememberedTags } from './invalidation-log.ts';

/*
 * A session is what is kept in one Redis until that forgets any of it: it is emptied, it makes room for
 * others, it starts again from an old image, a replica takes over that had not heard all. Number, log and
 * name of a session lie in one key, so they are lost together or not at all, and the name of the server's run
 * lies beside them. The key has no lifetime. Where it is not what it was, the session is over, and nothing of
 * it is given out any more.
 */

/** What is in braces decides on the node of a cluster. */
const key = 'civic:{answers}:session';
/** One for all sessions: who still holds on to one of before hears of the next. */
const channel = 'civic:answers:invalidated';

const sessionOf = `
  local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
  local function session()
    if redis.call('HGET', KEYS[1], 'run') ~= run then return false end
    return redis.call('HGET', KEYS[1], 'session')
  end`;

/** Numbers begin above those of any session before: reads under way are shared by their number. */
const beginScript = `${sessionOf}
  if not session() then
    redis.call('DEL', KEYS[1])
    redis.call('HSET', KEYS[1], 'run', run, 'session', ARGV[1], 'moment', redis.call('TIME')[1] .. '000')
  end
  return session()`;

/**
 * The name of the session that goes on in the store, or of a new one. From then on its invalidations are
 * heard; for those before there is `readInvalidations`.
 *
 * @throws where the server does not answer as Redis does
 */
export async function joinSession(commands: RedisClient, subscriber: Redis): Promise<string> {
  await subscriber.subscribe(channel);
  return String(await commands.eval(beginScript, 1, key, randomUUID()));
}

/** @returns `null` where the store has none any more */
export async function currentSession(commands: RedisClient): Promise<string | null> {
  const session: unknown = await commands.eval(`${sessionOf} return session()`, 1, key);
  return typeof session === 'string' ? session : null;
}

/** @throws where the session is over */
export async function readInvalidations(commands: RedisClient, session: string): Promise<Invalidations> {
  const fields = await commands.hgetall(key);
  if (fields.session !== session) throw new Error('the session is over');
  const under = (prefix: string) =>
    Object.entries(fields)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, moment]) => [name.slice(prefix.length), Number(moment)] as const);
  return { latest: Number(fields.moment), tags: under('tag:'), floors: under('floor:') };
}

/**
 * Numbers an invalidation, adds it to the log and tells every gateway, all at once: a gateway that has seen
 * number n has seen all before it. Once a subgraph's log is full it is forgotten, and all before counts as
 * invalidated.
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
 * @returns the moment of the invalidation; `null` where the session is over, and nothing was invalidated
 */
export async function invalidateIn(
  commands: RedisClient,
  session: string,
  tags: readonly string[],
  capacity = rememberedTags,
): Promise<number | null> {
  const moment = await commands.eval(invalidateScript, 1, key, session, capacity, ...tags);
  return typeof moment === 'number' ? moment : null;
}

const published = z
  .tuple([z.string(), z.int(), z.array(z.string())])
  .transform(([session, moment, tags]) => ({ session, moment, tags }));

/** Reads what `invalidateIn` published. `null` for anything else. */
export function readInvalidation(message: string): z.output<typeof published> | null {
  try {
    return published.parse(JSON.parse(message));
  } catch {
    return null;
  }
}
