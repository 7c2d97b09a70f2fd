import { createHash } from 'node:crypto';
import { PublicError } from '@civic-graph/errors';
import type { Redis } from 'ioredis';
import { Cluster } from 'ioredis';
import { connectRedis, connectSubscriber, type RedisClient } from '../redis/connect-redis.ts';
import { within } from '../redis/within.ts';
import type { AnswerCache, AnswerToKeep, FoundAnswers, Moment } from './answer-cache.ts';
import { readKept, writeKept } from './kept-text.ts';
import type { MemoryCache } from './memory-cache.ts';
import { currentRun, invalidateIn, openSession, readInvalidation } from './redis-session.ts';

export interface SharedCacheOptions {
  /** Of one server, sentinels or a cluster. */
  readonly url: string;
  /** The part that this gateway keeps for itself. */
  readonly memory: MemoryCache;
  readonly now?: () => number;
  /** Told when the store comes and goes. */
  readonly report?: (state: 'ready' | 'away', reason: string | null) => void;
}

/** Milliseconds that a request waits for the store. */
const patience = 50;
/** Milliseconds without it after it has kept a request waiting. */
const pause = 1_000;
/** Milliseconds between signs of life; twice that is the longest that a cut-off gateway goes on unaware. */
const heartbeat = 1_000;
/** Answers on their way into the store; further ones stay in memory alone. */
const maxWrites = 1_000;

/**
 * Answers in Redis, shared by all gateways, each with a part in its own memory. Every gateway hears of every
 * invalidation; one that may have missed some (Redis is down, or cut off) forgets what it has and keeps nothing until
 * it is back. Requests never wait for it to come back, and never fail by it.
 */
export class SharedCache implements AnswerCache {
  readonly #memory: MemoryCache;
  readonly #commands: RedisClient;
  readonly #subscriber: Redis;
  readonly #now: () => number;
  readonly #report: NonNullable<SharedCacheOptions['report']>;
  readonly #heartbeat: NodeJS.Timeout;
  /** `null`: away. */
  #run: string | null = null;
  #attempt = 0;
  #pausedUntil = 0;
  #writes = 0;

  constructor({ url, memory, now = Date.now, report = () => undefined }: SharedCacheOptions) {
    this.#memory = memory;
    this.#now = now;
    this.#report = report;
    this.#commands = connectRedis(url);
    this.#subscriber = connectSubscriber(url);
    for (const client of [this.#commands, this.#subscriber]) {
      client.on('ready', () => void this.#open());
      client.on('close', () => this.#lose('connection closed'));
    }
    this.#subscriber.on('message', (_channel, message) => {
      const { tags, moment } = readInvalidation(message);
      memory.log.record(tags, moment);
    });
    this.#heartbeat = setInterval(() => void this.#checkLife(), heartbeat).unref();
  }

  moment(): Moment | null {
    return this.#run === null ? null : this.#memory.moment();
  }

  async get(keys: readonly string[], tags: readonly string[]): Promise<FoundAnswers> {
    if (this.#run === null) return keys.map(() => undefined);
    const find = () => {
      const changed = this.#memory.log.lastOf(tags);
      return keys.map((key) => this.#memory.find(key, changed));
    };
    const found = find();
    const missing = keys.filter((_, at) => found[at] === undefined);
    if (missing.length === 0 || this.#now() < this.#pausedUntil) return found;
    const moment = this.#memory.moment();
    await this.#fetch(missing, moment);
    // An invalidation may have come in the meantime, so all are looked at again.
    return find();
  }

  set(moment: Moment | null, answers: readonly AnswerToKeep[]): void {
    this.#memory.set(moment, answers);
    const run = this.#run;
    if (run === null || !this.#memory.isCurrent(moment)) return;
    for (const answer of answers) {
      const lifetime = Math.floor(answer.expiresAt - this.#now());
      if (lifetime < 1 || this.#writes >= maxWrites || this.#now() < this.#pausedUntil) return;
      this.#writes += 1;
      this.#commands
        .set(storedKey(run, answer.key), writeKept(answer, moment.at), 'PX', lifetime)
        .catch(() => undefined)
        .finally(() => {
          this.#writes -= 1;
        });
    }
  }

  async invalidate(tags: readonly string[]): Promise<void> {
    if (this.#run === null) throw new PublicError('NOT_READY', 'the shared cache is away');
    try {
      const moment = await within(heartbeat, invalidateIn(this.#commands, this.#run, tags));
      this.#memory.log.record(tags, moment);
    } catch {
      throw new PublicError('NOT_READY', 'the shared cache does not answer');
    }
  }

  get bytes(): number {
    return this.#memory.bytes;
  }

  async close(): Promise<void> {
    clearInterval(this.#heartbeat);
    for (const client of [this.#commands, this.#subscriber]) {
      client.removeAllListeners('close').disconnect();
    }
    await this.#memory.close();
  }

  /** Takes what is missing from the store into the memory, each with the moment of its fetch. */
  async #fetch(keys: readonly string[], { session }: Moment): Promise<void> {
    const run = this.#run;
    if (run === null) return;
    try {
      const stored = await within(patience, this.#getAll(keys.map((key) => storedKey(run, key))));
      for (const [at, key] of keys.entries()) {
        const text = stored[at];
        const kept = typeof text === 'string' ? readKept(text) : undefined;
        if (kept) this.#memory.set({ session, at: kept.moment }, [{ key, ...kept.answer }]);
      }
    } catch {
      this.#pausedUntil = this.#now() + pause;
    }
  }

  /** In a cluster they are on many nodes, and `MGET` is for one. */
  #getAll(keys: readonly string[]): Promise<(string | null)[]> {
    const client = this.#commands;
    if (client instanceof Cluster) return Promise.all(keys.map((key) => client.get(key)));
    return client.mget([...keys]);
  }

  async #open(): Promise<void> {
    if (this.#commands.status !== 'ready' || this.#subscriber.status !== 'ready') return;
    this.#attempt += 1;
    const attempt = this.#attempt;
    try {
      const { run, invalidated } = await openSession(this.#commands, this.#subscriber);
      if (attempt !== this.#attempt) return;
      this.#memory.log.load(invalidated);
      this.#pausedUntil = 0;
      this.#run = run;
      this.#report('ready', null);
    } catch (error) {
      if (attempt === this.#attempt) this.#lose(error instanceof Error ? error.message : String(error));
    }
  }

  #lose(reason: string): void {
    this.#attempt += 1;
    this.#memory.clear();
    if (this.#run === null) return;
    this.#run = null;
    this.#report('away', reason);
  }

  /** A connection that is cut without a word looks alive. */
  async #checkLife(): Promise<void> {
    for (const client of [this.#commands, this.#subscriber]) {
      if (client.status !== 'ready') continue;
      await within(heartbeat, client.ping()).catch(() => {
        this.#lose('no sign of life');
        client.disconnect(true);
      });
    }
    const run = this.#run;
    if (run === null || !(this.#commands instanceof Cluster)) return;
    // A connection of a cluster outlives its nodes.
    const now = await within(heartbeat, currentRun(this.#commands)).catch(() => null);
    if (now === run || this.#run !== run) return;
    this.#lose('another node has taken over');
    await this.#open();
  }
}

/** Of bounded length, whatever the representation. */
function storedKey(run: string, key: string): string {
  return `civic:answers:${run}:${createHash('sha256').update(key).digest('base64url')}`;
}
