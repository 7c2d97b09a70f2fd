import { setTimeout as sleep } from 'node:timers/promises';
import { type Manifest, parseManifest } from '@civic-graph/agencies';
import type { CompactVerifyGetKey } from 'jose';
import type { PublishedContract } from '../contract.ts';
import { maxRefusalLength, type RefusedRollout, type ServedRollout } from '../gateway-health.ts';
import type { Rollout } from '../rollout.ts';
import { verifyRollout } from '../verify-rollout.ts';
import { follow, messageOf, type Patience, usualPatience } from './follow.ts';
import { type Pull, PullError } from './pull.ts';
import type { TokenFile } from './token-file.ts';

export interface RolloutSourceOptions {
  readonly pull: Pull;
  /** Public keys of the registry. */
  readonly keys: CompactVerifyGetKey;
  readonly file: TokenFile;
  readonly report: (event: RolloutEvent) => void;
  readonly patience?: Patience;
}

export type RolloutEvent =
  | { readonly event: 'pulled' | 'started from disk'; readonly sequence: number; readonly version: string }
  /** `waiting`: the registry does not listen yet. */
  | { readonly event: 'waiting' | 'failed' | 'refused' | 'not stored'; readonly reason: string };

/**
 * Time (in milliseconds) for which the first pull is retried if no stored rollout can be served. A registry
 * that starts at the same time composes its first rollout meanwhile.
 */
const startMs = 120_000;
/** Longest pause between these retries, because a new deployment starts its registry at the same time. */
const startPauseMs = 500;
/** Pause (in milliseconds) before a rollout with pending contracts is pulled again. */
const pendingPauseMs = 1_000;

/** The rollouts that a registry assigns. */
export interface RolloutSource {
  /** SDL of the current rollout; waits for the first one. */
  read(): Promise<string>;
  /** Calls `changed` after each rollout, until the returned function is called. */
  watch(changed: () => void): () => void;
  /**
   * Returns to the stored rollout if the current one is refused at the start. If the stored rollout is the
   * one that was refused, waits for another from the registry.
   * @returns whether it is a different one
   */
  restorePrevious(): Promise<boolean>;
  /** Stores the last read rollout; called once it is served. */
  served(): void;
  /** Called when the rollout that was read last cannot be served. */
  refused(reason: string): void;
  /** Manifests of the last read supergraph, by subgraph. */
  manifests(): Promise<ReadonlyMap<string, Manifest>>;
  /** Contracts of the last read supergraph; none where they were not pulled. */
  contracts(): readonly PublishedContract[];
  /** What is served now, and the later rollout that was refused; `null` where there is none. */
  state(): { readonly serving: ServedRollout | null; readonly refused: RefusedRollout | null };
}

interface Verified {
  readonly token: string;
  readonly rollout: Rollout;
  readonly manifests: ReadonlyMap<string, Manifest>;
}

/**
 * The supergraph that the registry assigns to this gateway. A served rollout is stored, so that the gateway
 * also starts without the registry. Unsigned, altered or older rollouts are never used.
 */
export function rolloutSource(options: RolloutSourceOptions): RolloutSource {
  const { pull, keys, file, report, patience = usualPatience } = options;
  const stop = new AbortController();
  let current: Verified | null = null;
  /** The rollout that the gateway serves or prepares; `current` may be newer. */
  let lastRead: Verified | null = null;
  /** Highest verified sequence number, served or not, so that a refused rollout is not pulled again. */
  let known: number | null = null;
  let storedToken: string | null = null;
  let serving: ServedRollout | null = null;
  let refused: RefusedRollout | null = null;
  const starting = once(start);

  return {
    async read() {
      lastRead = await currentRollout();
      return lastRead.rollout.supergraph.sdl;
    },
    async manifests() {
      // Not from `lastRead`, which may not be set yet if both are read concurrently.
      return (await currentRollout()).manifests;
    },
    contracts: () => lastRead?.rollout.contracts ?? [],
    watch(changed) {
      void follow({
        ...{ pull, patience, signal: stop.signal },
        known: () => (known === null || isPending() ? null : `"${known}"`),
        async accept({ token }) {
          accept(await verify(token, known ?? undefined));
          changed();
          if (isPending()) await sleep(pendingPauseMs, undefined, { signal: stop.signal });
        },
        onFailure: (event, reason) => report({ event, reason }),
      });
      return () => stop.abort();
    },
    async restorePrevious() {
      const stored = await readStored();
      if (stored === null) return false;
      if (stored.token === lastRead?.token) return pullAnother(stored);
      current = stored;
      reportRollout('started from disk', stored);
      return true;
    },
    state: () => ({ serving, refused }),
    refused(reason) {
      if (lastRead !== null) refuse(lastRead.rollout, reason);
    },
    served() {
      if (lastRead !== null) {
        serving = assignedBy(lastRead.rollout);
        // A gateway that starts from disk serves an older one meanwhile.
        if (refused !== null && serving.sequence >= refused.sequence) refused = null;
      }
      const token = lastRead?.token;
      if (token === undefined || token === storedToken) return;
      storedToken = token;
      file.write(token).catch((error: unknown) => {
        storedToken = null;
        report({ event: 'not stored', reason: messageOf(error) });
      });
    },
  };

  /** Whether the registry still computes contracts of the current rollout. */
  function isPending(): boolean {
    return current?.rollout.contracts?.some((contract) => contract.isPending) ?? false;
  }

  async function currentRollout(): Promise<Verified> {
    // The watch may have brought one after a start that failed.
    if (current === null) await starting();
    if (current === null) throw new Error('the rollout source has not started');
    return current;
  }

  /**
   * Serves a stored rollout at once if the registry does not answer; the watch pulls newer ones.
   * @throws PullError if the registry does not answer and nothing is stored
   */
  async function start(): Promise<void> {
    const stored = await readStored();
    try {
      await pullFirst(stored === null ? startMs : 0, stored);
    } catch (error) {
      if (stored === null) throw error;
      if (!(error instanceof PullError)) report({ event: 'failed', reason: messageOf(error) });
      current = stored;
      known = stored.rollout.sequence;
      reportRollout('started from disk', stored);
    }
  }

  async function pullAnother(stored: Verified): Promise<boolean> {
    try {
      await pullFirst(startMs, stored);
    } catch {
      return false;
    }
    return current?.rollout.assigned !== stored.rollout.assigned;
  }

  /** @throws PullError where the registry has not answered in time, or another error for a bad answer */
  async function pullFirst(withinMs: number, stored: Verified | null): Promise<void> {
    const endsAt = performance.now() + withinMs;
    for (let pause = patience.shortestMs; ; pause = Math.min(pause * 2, startPauseMs)) {
      try {
        const pulled = await pull({ known: null, waitSeconds: 0, signal: stop.signal });
        if (pulled === null) throw new PullError('the registry has nothing new');
        return accept(await verify(pulled.token, stored?.rollout.sequence));
      } catch (error) {
        // A forged or replayed answer does not justify waiting.
        if (!(error instanceof PullError) || performance.now() + pause > endsAt) throw error;
      }
      await sleep(pause, undefined, { signal: stop.signal });
    }
  }

  function accept(verified: Verified): void {
    known = verified.rollout.sequence;
    current = verified;
    reportRollout('pulled', verified);
  }

  async function verify(token: string, notBefore?: number): Promise<Verified> {
    const rollout = await verifyRollout(token, { keys, ...(notBefore !== undefined && { notBefore }) });
    try {
      return { token, rollout, manifests: manifestsOf(rollout) };
    } catch (error) {
      refuse(rollout, messageOf(error));
      throw error;
    }
  }

  function refuse(rollout: Rollout, reason: string): void {
    refused = { ...assignedBy(rollout), reason: reason.slice(0, maxRefusalLength) };
  }

  /** A stored rollout that cannot be verified counts as missing, because the registry has a valid one. */
  async function readStored(): Promise<Verified | null> {
    try {
      const token = await file.read();
      if (token === null) return null;
      storedToken = token;
      return await verify(token);
    } catch (error) {
      report({ event: 'refused', reason: `the stored rollout: ${messageOf(error)}` });
      return null;
    }
  }

  function reportRollout(event: 'pulled' | 'started from disk', { rollout }: Verified): void {
    report({ event, sequence: rollout.sequence, version: rollout.assigned });
  }
}

function manifestsOf({ supergraph: { releases, manifests } }: Rollout): ReadonlyMap<string, Manifest> {
  const read = manifests.map((text, index) => {
    const name = releases[index]?.subgraph ?? '';
    return [name, parseManifest(text, `${name}/manifest.json`)] as const;
  });
  return new Map(read);
}

function assignedBy({ sequence, assigned: version }: Rollout): ServedRollout {
  return { sequence, version };
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= run();
    return running;
  };
}
