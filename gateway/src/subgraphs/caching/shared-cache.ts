import { createHash } from 'node:crypto';
import { PublicError } from '@civic-graph/errors';
import type { Redis } from 'ioredis';
import { Cluster } from 'ioredis';
import { connectRedis, connectSubscriber, type RedisClient } from '../../lib/redis/connect-redis.ts';
import { within } from '../../lib/redis/within.ts';
import type { AnswerCache, CachedResponses, CacheEpoch, ResponseToCache } from './answer-cache.ts';
import type { MemoryCache } from './memory-cache.ts';
import {
  currentSession,
  invalidateIn,
  joinSession,
  readInvalidation,
  readInvalidations,
} from './redis-session.ts';
import { readStored, writeStored } from './stored-text.ts';

export interface SharedCacheOptions {
  /** One server, sentinels or a cluster. */
  readonly url: string;
  /** This gateway's share in memory. */
  readonly memory: MemoryCache;
  readonly now?: () => number;
  /** Called when the store becomes available or unavailable. */
  readonly report?: (state: 'ready' | 'away', reason: string | null) => void;
}

/** Longest wait of a request for the store, in milliseconds. */
const patience = 50;
/** Milliseconds to bypass the store after a timeout. */
const pause = 1_000;
/** Milliseconds between heartbeats; an isolated gateway stays unaware for at most twice that. */
const heartbeat = 1_000;
/** Writes in flight; further responses stay only in memory. */
const maxWrites = 1_000;

type State =
  | { readonly phase: 'away' }
  /** `session` is `null` until the store has returned it. */
  | { readonly phase: 'opening'; readonly session: string | null }
  | { readonly phase: 'open'; readonly session: string };

const away: State = { phase: 'away' };

/**
 * Responses in Redis for all gateways, with a share in each one's memory. Invalidations reach every gateway;
 * one that may have missed some clears its cache and stops caching until it is back. Requests neither wait
 * for Redis nor fail by it.
 */
export class SharedCache implements AnswerCache {
  readonly #memory: MemoryCache;
  readonly #commands: RedisClient;
  readonly #subscriber: Redis;
  readonly #now: () => number;
  readonly #report: NonNullable<SharedCacheOptions['report']>;
  readonly #heartbeat: NodeJS.Timeout;
  #state: State = away;
  /** Whether the outage has been reported. */
  #isReported = false;
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
      const invalidation = readInvalidation(message);
      if (invalidation === null || this.#state.phase === 'away') return;
      const { session, tags, epoch } = invalidation;
      if (session === this.#state.session) memory.log.record(tags, epoch);
      // From a later session, or from another database of the same server.
      else if (this.#state.phase === 'open') void this.#checkSession();
    });
    this.#heartbeat = setInterval(() => void this.#checkLife(), heartbeat).unref();
  }

  epoch(): CacheEpoch | null {
    return this.#state.phase === 'open' ? this.#memory.epoch() : null;
  }

  get(keys: readonly string[], tags: readonly string[]): CachedResponses | Promise<CachedResponses> {
    if (this.#state.phase !== 'open') return keys.map(() => undefined);
    const { session } = this.#state;
    const find = () => {
      const changed = this.#memory.log.lastOf(tags);
      return keys.map((key) => this.#memory.find(key, changed));
    };
    const found = find();
    const missing = keys.filter((_, at) => found[at] === undefined);
    if (missing.length === 0 || this.#now() < this.#pausedUntil) return found;
    // An invalidation may have arrived meanwhile, so all are checked again.
    return this.#fetch(session, missing, this.#memory.epoch()).then(find);
  }

  set(epoch: CacheEpoch | null, answers: readonly ResponseToCache[]): void {
    this.#memory.set(epoch, answers);
    if (this.#state.phase !== 'open' || !this.#memory.isCurrent(epoch)) return;
    const { session } = this.#state;
    for (const answer of answers) {
      const lifetime = Math.floor(answer.expiresAt - this.#now());
      if (lifetime < 1 || this.#writes >= maxWrites || this.#now() < this.#pausedUntil) return;
      this.#writes += 1;
      this.#commands
        .set(storedKey(session, answer.key), writeStored(answer, epoch.at), 'PX', lifetime)
        .catch(() => undefined)
        .finally(() => {
          this.#writes -= 1;
        });
    }
  }

  async invalidate(tags: readonly string[]): Promise<void> {
    if (tags.length === 0) return;
    const state = this.#state;
    if (state.phase !== 'open') throw new PublicError('NOT_READY', 'the shared cache is unavailable');
    const { session } = state;
    const epoch = await within(heartbeat, invalidateIn(this.#commands, session, tags)).catch(() => undefined);
    if (epoch === null) void this.#checkSession();
    // An epoch of an ended session means nothing in the next one.
    if (typeof epoch !== 'number' || this.#state !== state) {
      throw new PublicError('NOT_READY', 'the shared cache does not answer');
    }
    this.#memory.log.record(tags, epoch);
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

  /** Loads missing entries from the store into memory, each with its fetch's epoch. */
  async #fetch(session: string, keys: readonly string[], now: CacheEpoch): Promise<void> {
    try {
      const stored = await within(patience, this.#getAll(keys.map((key) => storedKey(session, key))));
      for (const [at, key] of keys.entries()) {
        const text = stored[at];
        const cached = typeof text === 'string' ? readStored(text) : undefined;
        if (cached) this.#memory.set({ ...now, at: cached.epoch }, [{ key, ...cached.answer }]);
      }
    } catch {
      this.#pausedUntil = this.#now() + pause;
    }
  }

  /** In a cluster they are on several nodes, and `MGET` needs one. */
  #getAll(keys: readonly string[]): Promise<(string | null)[]> {
    const client = this.#commands;
    if (client instanceof Cluster) return Promise.all(keys.map((key) => client.get(key)));
    return client.mget([...keys]);
  }

  async #open(): Promise<void> {
    if (this.#state.phase === 'open') return;
    if (this.#commands.status !== 'ready' || this.#subscriber.status !== 'ready') return;
    // An earlier attempt's result may belong to another session.
    this.#memory.clear();
    let state: State = { phase: 'opening', session: null };
    this.#state = state;
    try {
      const session = await joinSession(this.#commands, this.#subscriber);
      if (this.#state !== state) return;
      state = { phase: 'opening', session };
      this.#state = state;
      const invalidations = await readInvalidations(this.#commands, session);
      if (this.#state !== state) return;
      this.#memory.log.load(invalidations);
      this.#pausedUntil = 0;
      this.#state = { phase: 'open', session };
      this.#isReported = false;
      this.#report('ready', null);
    } catch (error) {
      if (this.#state === state) this.#lose(messageOf(error));
    }
  }

  #lose(reason: string): void {
    const { phase } = this.#state;
    this.#state = away;
    this.#memory.clear();
    // A refusal repeats every second and is reported once.
    if (phase === 'away' || this.#isReported) return;
    this.#isReported = true;
    this.#report('away', reason);
  }

  /** A silently dropped connection looks alive. */
  async #checkLife(): Promise<void> {
    for (const client of [this.#commands, this.#subscriber]) {
      if (client.status !== 'ready') continue;
      await within(heartbeat, client.ping()).catch(() => {
        this.#lose('no sign of life');
        client.disconnect(true);
      });
    }
    if (this.#state.phase === 'open') await this.#checkSession();
    else if (this.#state.phase === 'away') await this.#open();
  }

  /** The store may have lost data, and a cluster connection outlives its nodes. */
  async #checkSession(): Promise<void> {
    const state = this.#state;
    if (state.phase !== 'open') return;
    let reason = 'the session is over';
    const session = await within(heartbeat, currentSession(this.#commands)).catch((error: unknown) => {
      reason = messageOf(error);
      return null;
    });
    if (this.#state !== state || session === state.session) return;
    this.#lose(reason);
    await this.#open();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Of bounded length, whatever the representation. */
function storedKey(session: string, key: string): string {
  return `civic:answers:${session}:${createHash('sha256').update(key).digest('base64url')}`;
}
