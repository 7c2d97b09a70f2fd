import { createHash } from 'node:crypto';
import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { siteOf } from '@civic-graph/service';
import { growingLru } from '../../lib/growing-lru.ts';
import type { RedisClient } from '../../lib/redis/connect-redis.ts';
import { Allowance } from './allowance.ts';
import { DataSubjects } from './data-subjects.ts';
import { createPointStore } from './point-store.ts';

export interface QuotaSettings {
  /** Points of cost per minute for one app as a whole. */
  readonly perApp: number;
  /** Points of cost per minute for one person in one app. */
  readonly perPerson: number;
  /** Points of cost per minute for all callers without a token at one address. */
  readonly perAddress: number;
  /** Distinct citizens whose guarded data one app may read per day (UTC). */
  readonly dataSubjectsPerApp: number;
}

/** Values of the fields `RateLimit` and `RateLimit-Policy`. */
export interface RateLimitFields {
  readonly limit: string;
  readonly policy: string;
}

export type QuotaVerdict =
  | { readonly kind: 'allowed'; readonly fields: RateLimitFields }
  | { readonly kind: 'refused'; readonly fields: RateLimitFields; readonly error: PublicError };

/** What quotas need to know of the caller. */
export interface QuotaCaller {
  readonly principal: Principal;
  /** The network of the request; it counts only without a token. */
  readonly network: string;
}

export interface Quotas {
  /** Takes points for a request, all or none; a promise only if it calls a store. */
  take(caller: QuotaCaller, points: number): QuotaVerdict | Promise<QuotaVerdict>;
  /** @returns why this app may not read this citizen's guarded data today, if so */
  admitDataSubject(principal: Principal): null | Promise<PublicError | null>;
}

/**
 * Points charged before an unseen document is read: a large one costs this process some 40 ms and a planner
 * half a second, as much as hundreds of prepared operations.
 */
export const newDocumentPoints = (characters: number): number => (pointsOfKilobyte * characters) / 1_000;
const pointsOfKilobyte = 40;
const windowSeconds = 60;
/** For all networks of one IPv6 site together: one site has 65,536 of them. */
const addressesOfSite = 20;
/** Some 600 bytes each. */
const maxAllowances = 50_000;

/** The fast path, the slow path and subscriptions charge through the same function. */
export function createQuotas(settings: QuotaSettings, redis: RedisClient | null): Quotas {
  const policies = {
    app: quota('app', settings.perApp),
    person: quota('person', settings.perPerson),
    address: quota('address', settings.perAddress),
    site: quota('site', addressesOfSite * settings.perAddress),
  };
  const allowances = growingLru<Allowance>(maxAllowances);
  const ofNetwork = growingLru<Account>(maxAllowances);
  // A principal is one verified token, so one lookup suffices per request.
  const ofToken = new WeakMap<Principal, Account>();
  const subjects = new DataSubjects(settings.dataSubjectsPerApp, redis);

  return {
    take(caller, points) {
      const account = accountOf(caller);
      const now = performance.now();
      // A request without objects is work too, so it costs one point.
      const wanted = Math.max(1, Math.ceil(points));
      for (const allowance of account.allowances) {
        if (!allowance.has(wanted, now)) return fetchAndTake(account, wanted);
      }
      return spend(account, wanted, now);
    },
    admitDataSubject: (principal) => (principal.kind === 'citizen' ? subjects.admit(principal) : null),
  };

  async function fetchAndTake(account: Account, points: number): Promise<QuotaVerdict> {
    for (;;) {
      const now = performance.now();
      const short = account.allowances.find((allowance) => !allowance.has(points, now));
      if (short === undefined) return spend(account, points, now);
      if (short.refuses(points, now)) return refusal(short, account, now);
      await short.refill(points);
    }
  }

  function spend(account: Account, points: number, now: number): QuotaVerdict {
    for (const allowance of account.allowances) allowance.spend(points);
    return { kind: 'allowed', fields: fieldsOf(account, now) };
  }

  function accountOf({ principal, network }: QuotaCaller): Account {
    if (principal.kind === 'anonymous') {
      let known = ofNetwork.get(network);
      if (known === undefined) {
        const site = siteOf(network);
        // Checked first, so that an exhausted site adds no entries for its networks.
        known = account([...(site === network ? [] : [find('site', site)]), find('address', network)]);
        ofNetwork.set(network, known);
      }
      return known;
    }
    let known = ofToken.get(principal);
    if (known === undefined) {
      const app = find('app', principal.clientId);
      const person =
        principal.kind === 'app' ? [] : [find('person', `${principal.clientId}\n${principal.subject}`)];
      known = account([app, ...person]);
      ofToken.set(principal, known);
    }
    return known;
  }

  function find(name: keyof typeof policies, owner: string): Allowance {
    const key = `${name}:${owner}`;
    let allowance = allowances.get(key);
    if (allowance === undefined) {
      const { policy, store } = policies[name];
      // Redis stores no names of persons.
      allowance = new Allowance(policy, store, createHash('sha256').update(owner).digest('base64url'));
      allowances.set(key, allowance);
    }
    return allowance;
  }

  function quota(name: string, points: number) {
    const policy = { name, points, windowSeconds };
    return { policy, store: createPointStore(policy, redis) };
  }
}

interface Account {
  readonly allowances: readonly Allowance[];
  /** The same for every answer. */
  readonly policyField: string;
}

function account(allowances: readonly Allowance[]): Account {
  const items = allowances.map(
    ({ policy: { name, points, windowSeconds: window } }) => `"${name}";q=${points};qu="cost";w=${window}`,
  );
  return { allowances, policyField: items.join(', ') };
}

/**
 * draft-ietf-httpapi-ratelimit-headers-10: points left of each quota, and the seconds until it is renewed.
 */
function fieldsOf({ allowances, policyField }: Account, now: number): RateLimitFields {
  let limit = '';
  for (const allowance of allowances) {
    if (limit !== '') limit += ', ';
    limit += `"${allowance.policy.name}";r=${allowance.remaining(now)};t=${allowance.resetSeconds(now)}`;
  }
  return { limit, policy: policyField };
}

function refusal(short: Allowance, owner: Account, now: number): QuotaVerdict {
  const { name, points, windowSeconds: window } = short.policy;
  const retryAfter = short.resetSeconds(now);
  const message = `The quota "${name}" of ${points} points in ${window} s does not suffice; ask again in ${retryAfter} s.`;
  const error = new PublicError('RATE_LIMITED', message, { extensions: { quota: name, retryAfter } });
  return { kind: 'refused', fields: fieldsOf(owner, now), error };
}
