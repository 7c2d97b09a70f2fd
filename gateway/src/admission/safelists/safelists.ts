import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
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
  /** Apps whose list is enforced in any mode. */
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

/** A list, by digest. */
type Safelist = ReadonlyMap<string, SafelistedOperation>;

/** An operation, as looked up in a list. */
export interface ListedOperation {
  digest(): string;
}

const appsKept = 1_000;
const unlistedKept = 1_000;
/** Reuses a failure for this time, so that each request of an app does not call the service. */
const failureMs = 500;

/**
 * The approved operations of each app that has sent a request. A change of any list discards all; during an
 * outage the last lists apply, and guarded data is withheld anyway.
 */
export class Safelists {
  readonly #options: SafelistsOptions;
  readonly #lists = new LRUCache<string, Promise<Safelist | null>>({ max: appsKept });
  readonly #unlisted = new LRUCache<string, true>({ max: unlistedKept });
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
    this.#lastChange = performance.now();
  }

  /**
   * Why this caller's app may not run an operation; `null` where it may. Only apps of citizens have lists:
   * officials and developers use the platform's client.
   */
  refusal(operation: ListedOperation, principal: Principal): Promise<PublicError | null> | null {
    if (principal.kind !== 'citizen' && principal.kind !== 'app') return null;
    const { clientId } = principal;
    if (this.#options.mode === 'enforce' || this.#held.has(clientId)) return this.#judge(operation, clientId);
    // Only logged, so the request does not wait.
    if (this.#options.mode === 'log') void this.#judge(operation, clientId);
    return null;
  }

  /** The approved operations of an app, in any mode; `null` where the list is unavailable. */
  async operationsOf(clientId: string): Promise<readonly SafelistedOperation[] | null> {
    const list = await this.#listOf(clientId);
    return list && [...list.values()];
  }

  async #judge(operation: ListedOperation, clientId: string): Promise<PublicError | null> {
    const list = await this.#listOf(clientId);
    if (list === null) return new PublicError('SAFELIST_UNAVAILABLE');
    const digest = operation.digest();
    if (list.has(digest)) return null;
    const key = `${clientId} ${digest}`;
    if (!this.#unlisted.has(key)) {
      this.#unlisted.set(key, true);
      this.#options.onUnlisted({ clientId, digest });
    }
    return new PublicError('OPERATION_NOT_SAFELISTED', undefined, { extensions: { clientId } });
  }

  #listOf(clientId: string): Promise<Safelist | null> {
    const known = this.#lists.get(clientId);
    if (known) return known;
    // Caches the promise, so that concurrent requests make one call.
    const list = this.#fetch(clientId).catch((error: unknown) => {
      this.#options.onFailure(error instanceof Error ? error.message : String(error));
      if (this.#lists.peek(clientId) === list) this.#lists.set(clientId, list, { ttl: failureMs });
      return null;
    });
    this.#lists.set(clientId, list);
    return list;
  }

  async #fetch(clientId: string): Promise<Safelist | null> {
    const operations = await this.#options.fetch(clientId);
    return new Map(operations.map((operation) => [operation.digest, operation]));
  }
}
