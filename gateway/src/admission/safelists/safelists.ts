import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { SafelistClient } from './safelist-client.ts';

/**
 * What becomes of operations that an app was not approved for, where nobody has decided that the app is held
 * to its safelist: they run, they run and are logged, or they are refused.
 */
export const safelistModes = ['off', 'log', 'enforce'] as const;
export type SafelistMode = (typeof safelistModes)[number];

/** What identity tells of safelists with its news. */
export const safelistUpdate = z.object({
  /** Another one whenever any app's safelist has changed. */
  version: z.number().int(),
  /** Apps that are held to theirs, whatever the mode. */
  held: z.array(z.string()),
});
export type SafelistUpdate = Readonly<z.infer<typeof safelistUpdate>>;

export interface SafelistsOptions {
  readonly mode: SafelistMode;
  readonly fetch: SafelistClient;
  /** Told once of each operation that is on no list; a bounded number is remembered. */
  readonly onUnlisted: (unlisted: { readonly clientId: string; readonly digest: string }) => void;
  readonly onFailure: (reason: string) => void;
}

/** An operation as it is looked up in a list. */
export interface ListedOperation {
  digest(): string;
}

const appsKept = 1_000;
const unlistedKept = 1_000;
/** For so long a failure stands for the next ones: the service is not asked for every request of an app. */
const failureMs = 500;

/**
 * The operations that each app was approved for, as far as this gateway was asked about the app. All are
 * fetched anew once identity tells of a change of any; while nothing is heard, what was heard last holds, and
 * guarded data is withheld anyway.
 */
export class Safelists {
  readonly #options: SafelistsOptions;
  readonly #lists = new LRUCache<string, Promise<ReadonlySet<string> | null>>({ max: appsKept });
  readonly #unlisted = new LRUCache<string, true>({ max: unlistedKept });
  #version: number | null = null;
  #held: ReadonlySet<string> = new Set();
  #lastChange = Number.NEGATIVE_INFINITY;

  constructor(options: SafelistsOptions) {
    this.#options = options;
  }

  /** When a change was heard of last, in milliseconds of the process's clock. */
  get lastChange(): number {
    return this.#lastChange;
  }

  heard({ version, held }: SafelistUpdate): void {
    if (version === this.#version) return;
    this.#version = version;
    this.#held = new Set(held);
    this.#lists.clear();
    this.#lastChange = performance.now();
  }

  /**
   * Why this caller's app may not run an operation; `null` where it may. Citizens' apps are asked about:
   * officials and developers sign in at the platform's own client, and whoever has no token is no app.
   */
  refusal(operation: ListedOperation, principal: Principal): Promise<PublicError | null> | null {
    if (principal.kind !== 'citizen' && principal.kind !== 'app') return null;
    const { clientId } = principal;
    if (this.#options.mode === 'enforce' || this.#held.has(clientId)) return this.#judge(operation, clientId);
    // Nobody waits for what is only written down.
    if (this.#options.mode === 'log') void this.#judge(operation, clientId);
    return null;
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

  #listOf(clientId: string): Promise<ReadonlySet<string> | null> {
    const known = this.#lists.get(clientId);
    if (known) return known;
    // The promise is kept, so that a stampede asks once.
    const list = this.#options.fetch(clientId).catch((error: unknown) => {
      this.#options.onFailure(error instanceof Error ? error.message : String(error));
      if (this.#lists.peek(clientId) === list) this.#lists.set(clientId, list, { ttl: failureMs });
      return null;
    });
    this.#lists.set(clientId, list);
    return list;
  }
}
