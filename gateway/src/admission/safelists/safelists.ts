import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { verifiedToken } from '@civic-graph/tokens';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { SafelistClient, SafelistedOperation } from './safelist-client.ts';

/** The default for operations outside an app's safelist: run, run and log, or refuse. */
export const safelistModes = ['off', 'log', 'enforce'] as const;
export type SafelistMode = (typeof safelistModes)[number];

/** The safelist part of the identity feed. */
export const safelistUpdate = z.object({
  /** Changes whenever any app's safelist does. */
  version: z.number().int(),
  /** Apps whose list is enforced in any mode: by a decision, or because they have declined fields. */
  held: z.array(z.string()),
});
export type SafelistUpdate = Readonly<z.infer<typeof safelistUpdate>>;

export interface SafelistsOptions {
  readonly mode: SafelistMode;
  readonly fetch: SafelistClient;
  /** Called once per unlisted operation; the number remembered is bounded. */
  readonly onUnlisted: (unlisted: { readonly clientId: string; readonly digest: string }) => void;
  readonly onFailure: (reason: string) => void;
}

/** An operation, as looked up in a list. */
export interface ListedOperation {
  digest(): string;
}

/** A cached list, without the texts, which may take a megabyte per app. */
interface CachedList {
  readonly digests: ReadonlySet<string>;
  readonly hashes: ReadonlySet<string>;
}

type Safelist = readonly SafelistedOperation[];

const maxApps = 1_000;
/** Apps of agents, whose every call needs the texts. */
const maxTexts = 20;
const maxUnlisted = 1_000;
/** Reuses a failure for this time, so that each request of an app does not call the service. */
const failureMs = 500;

/**
 * The approved operations of each app that has sent a request. A change of any list discards all; during an
 * outage the last lists apply, and guarded data is withheld anyway.
 */
export class Safelists {
  readonly #options: SafelistsOptions;
  readonly #lists = new LRUCache<string, Promise<CachedList | null>>({ max: maxApps });
  readonly #withTexts = new LRUCache<string, Promise<Safelist | null>>({ max: maxTexts });
  readonly #unlisted = new LRUCache<string, true>({ max: maxUnlisted });
  /** Newest version that only tokens have named so far, by app. */
  readonly #learnt = new LRUCache<string, number>({ max: maxApps });
  #version: number | null = null;
  #held: ReadonlySet<string> = new Set();
  #lastChange = Number.NEGATIVE_INFINITY;

  constructor(options: SafelistsOptions) {
    this.#options = options;
  }

  /** Time of the last update, in milliseconds of the process's clock. */
  get lastChange(): number {
    return this.#lastChange;
  }

  onUpdate({ version, held }: SafelistUpdate): void {
    if (version === this.#version) return;
    this.#version = version;
    this.#held = new Set(held);
    this.#lists.clear();
    this.#withTexts.clear();
    this.#lastChange = performance.now();
  }

  /**
   * Why this caller's app may not run an operation; `null` if it may. Only apps of citizens have lists:
   * officials, developers and programs of agencies use the platform's client.
   */
  refusal(operation: ListedOperation, principal: Principal): Promise<PublicError | null> | null {
    if (!hasList(principal)) return null;
    const { clientId } = principal;
    this.#learn(principal);
    if (this.#isHeld(principal)) return this.#judge(operation, clientId);
    // Only logged, so the request does not wait.
    if (this.#options.mode === 'log') void this.#judge(operation, clientId);
    return null;
  }

  /**
   * Returns the text of a listed operation of the calling app by its SHA-256.
   * @throws PublicError SAFELIST_UNAVAILABLE if the list is enforced but unavailable
   */
  async textOf(hash: string, principal: Principal): Promise<string | undefined> {
    if (!hasList(principal)) return undefined;
    const { clientId } = principal;
    this.#learn(principal);
    const list = await this.#listOf(clientId);
    if (list !== null && !list.hashes.has(hash)) return undefined;
    const loaded = list && (await this.#load(clientId));
    if (loaded === null && this.#isHeld(principal)) throw new PublicError('SAFELIST_UNAVAILABLE');
    return loaded?.find((operation) => operation.hash === hash)?.text;
  }

  /** The approved operations of an app, in any mode; `null` if the list is unavailable. */
  operationsOf(clientId: string): Promise<Safelist | null> {
    const known = this.#withTexts.get(clientId);
    if (known) return known;
    const list = this.#load(clientId).then((loaded) => {
      if (loaded === null && this.#withTexts.peek(clientId) === list) {
        this.#withTexts.set(clientId, list, { ttl: failureMs });
      }
      return loaded;
    });
    this.#withTexts.set(clientId, list);
    return list;
  }

  #isHeld(principal: AppPrincipal): boolean {
    return (
      this.#options.mode === 'enforce' ||
      this.#held.has(principal.clientId) ||
      this.#unseenVersionIn(principal) !== null
    );
  }

  /** Version of the lists in a token of an app whose list is enforced, if the feed has not sent it yet. */
  #unseenVersionIn(principal: AppPrincipal): number | null {
    const safelist = verifiedToken(principal)?.safelist ?? null;
    return safelist !== null && safelist > (this.#version ?? Number.NEGATIVE_INFINITY) ? safelist : null;
  }

  /** Drops lists older than the version in the token, so that they are fetched again. */
  #learn(principal: AppPrincipal): void {
    const version = this.#unseenVersionIn(principal);
    const { clientId } = principal;
    if (version === null || version <= (this.#learnt.get(clientId) ?? Number.NEGATIVE_INFINITY)) return;
    this.#learnt.set(clientId, version);
    this.#lists.delete(clientId);
    this.#withTexts.delete(clientId);
  }

  async #judge(operation: ListedOperation, clientId: string): Promise<PublicError | null> {
    const list = await this.#listOf(clientId);
    if (list === null) return new PublicError('SAFELIST_UNAVAILABLE');
    const digest = operation.digest();
    if (list.digests.has(digest)) return null;
    const key = `${clientId} ${digest}`;
    if (!this.#unlisted.has(key)) {
      this.#unlisted.set(key, true);
      this.#options.onUnlisted({ clientId, digest });
    }
    return new PublicError('OPERATION_NOT_SAFELISTED', undefined, { extensions: { clientId } });
  }

  #listOf(clientId: string): Promise<CachedList | null> {
    const known = this.#lists.get(clientId);
    if (known) return known;
    // Caches the promise, so that concurrent requests make one call.
    const list = this.#load(clientId).then((loaded) => {
      if (loaded !== null) {
        const digests = new Set(loaded.map(({ digest }) => digest));
        return { digests, hashes: new Set(loaded.map(({ hash }) => hash)) };
      }
      if (this.#lists.peek(clientId) === list) this.#lists.set(clientId, list, { ttl: failureMs });
      return null;
    });
    this.#lists.set(clientId, list);
    return list;
  }

  async #load(clientId: string): Promise<Safelist | null> {
    try {
      return await this.#options.fetch(clientId);
    } catch (error) {
      this.#options.onFailure(error instanceof Error ? error.message : String(error));
      return null;
    }
  }
}

type AppPrincipal = Extract<Principal, { kind: 'citizen' | 'app' }>;

function hasList(principal: Principal): principal is AppPrincipal {
  return principal.kind === 'citizen' || (principal.kind === 'app' && principal.machine === undefined);
}
