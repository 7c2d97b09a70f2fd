import { createHash } from 'node:crypto';
import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { RedisClient } from '../../lib/redis/connect-redis.ts';
import { within } from '../../lib/redis/within.ts';

type Citizen = Extract<Principal, { kind: 'citizen' }>;

const dayMs = 86_400_000;
/** Longest wait of a request for Redis, in milliseconds. */
const patience = 50;
/** Milliseconds to bypass Redis after a timeout. */
const pause = 1_000;

/** Adds to a set unless it is full, atomically, so that two gateways cannot both take the last place. */
const admitScript = `
  if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 1 then return 1 end
  if redis.call('SCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
  redis.call('SADD', KEYS[1], ARGV[1])
  redis.call('EXPIRE', KEYS[1], 172800)
  return 1`;

/**
 * Limits the citizens whose guarded data an app reads per day (UTC). Above the quota an app keeps access to
 * citizens it has already read today; without Redis, each gateway counts by itself.
 */
export class DataSubjects {
  readonly #max: number;
  readonly #redis: RedisClient | null;
  readonly #now: () => number;
  readonly #admitted = new WeakMap<Principal, number>();
  #day = -1;
  #byApp = new Map<string, Set<string>>();
  #pausedUntil = 0;

  constructor(max: number, redis: RedisClient | null, now: () => number = () => Date.now()) {
    this.#max = max;
    this.#redis = redis;
    this.#now = now;
  }

  /** @returns the refusal, if any; a promise only where this token is new today */
  admit(citizen: Citizen): null | Promise<PublicError | null> {
    const day = Math.floor(this.#now() / dayMs);
    if (this.#admitted.get(citizen) === day) return null;
    return this.#admitNew(citizen, day);
  }

  async #admitNew(citizen: Citizen, day: number): Promise<PublicError | null> {
    if (this.#day !== day) {
      this.#day = day;
      this.#byApp = new Map();
    }
    const { clientId } = citizen;
    const known = this.#byApp.get(clientId) ?? new Set<string>();
    this.#byApp.set(clientId, known);
    // A hash, so that the set reveals no citizen.
    const subject = createHash('sha256')
      .update(`${clientId}\n${citizen.subject}`)
      .digest('base64url')
      .slice(0, 16);
    if (!known.has(subject)) {
      const mayCome = known.size < this.#max && (await this.#isAdmittedEverywhere(clientId, subject, day));
      // Others may have arrived during the call to Redis.
      if (!mayCome || known.size >= this.#max) return refused(this.#max, this.#now());
      known.add(subject);
    }
    this.#admitted.set(citizen, day);
    return null;
  }

  async #isAdmittedEverywhere(clientId: string, subject: string, day: number): Promise<boolean> {
    const redis = this.#redis;
    if (redis === null || redis.status !== 'ready' || performance.now() < this.#pausedUntil) return true;
    try {
      const key = `civic:subjects:${day}:${clientId}`;
      return (await within(patience, redis.eval(admitScript, 1, key, subject, this.#max))) === 1;
    } catch {
      this.#pausedUntil = performance.now() + pause;
      return true;
    }
  }
}

function refused(max: number, now: number): PublicError {
  const retryAfter = Math.ceil((dayMs - (now % dayMs)) / 1_000);
  const message = `This app has requested the data of ${max} people today, which is its quota; it may still request the data of these people.`;
  return new PublicError('DATA_SUBJECT_QUOTA_EXCEEDED', message, { extensions: { limit: max, retryAfter } });
}
