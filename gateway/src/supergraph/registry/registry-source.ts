import { setTimeout as sleep } from 'node:timers/promises';
import { type Manifest, parseManifest } from '@civic-graph/agencies';
import { type Rollout, verifyRollout } from '@civic-graph/releases';
import type { CompactVerifyGetKey } from 'jose';
import type { SupergraphSource } from '../supergraph-source.ts';
import { PullError, type PullRollout } from './pull-rollout.ts';
import type { RolloutFile } from './rollout-file.ts';

export interface RegistrySourceOptions {
  readonly pull: PullRollout;
  /** The registry's keys. */
  readonly keys: CompactVerifyGetKey;
  readonly file: RolloutFile;
  readonly report: (event: RegistryEvent) => void;
  /** Milliseconds in which the first pull may be tried again. */
  readonly patience?: Patience;
}

export type RegistryEvent =
  | { readonly event: 'pulled' | 'started from disk'; readonly sequence: number; readonly version: string }
  | { readonly event: 'failed' | 'refused' | 'not stored'; readonly reason: string };

interface Patience {
  /** Without a stored rollout. */
  readonly firstMs: number;
  /** With a stored rollout, with which the gateway starts instead. */
  readonly storedMs: number;
  /** Before the first repetition; doubled for each further one, up to `longestMs`. */
  readonly shortestMs: number;
  readonly longestMs: number;
  readonly waitSeconds: number;
}

const usualPatience: Patience = {
  firstMs: 30_000,
  storedMs: 2_000,
  shortestMs: 250,
  longestMs: 10_000,
  waitSeconds: 30,
};

export interface RegistrySource extends SupergraphSource {
  /** Manifests of the supergraph that was read last, by subgraph. */
  manifests(): Promise<ReadonlyMap<string, Manifest>>;
  /** The rollout that is served; `null` before the first. */
  readonly serving: { readonly sequence: number; readonly version: string } | null;
  /** Sequence of the latest verified rollout; `null` before the first. */
  readonly latest: number | null;
}

interface Verified {
  readonly token: string;
  readonly rollout: Rollout;
  readonly manifests: ReadonlyMap<string, Manifest>;
}

/**
 * The supergraph that the registry assigns to this gateway. A served rollout is stored, so that the gateway
 * also starts without the registry. A rollout that is unsigned, altered or older is never read.
 */
export function registrySource(options: RegistrySourceOptions): RegistrySource {
  const { pull, keys, file, report, patience = usualPatience } = options;
  const stop = new AbortController();
  let current: Verified | null = null;
  /** The rollout that the gateway serves or prepares; `current` may be newer. */
  let lastRead: Verified | null = null;
  /** Highest sequence that was verified, served or not: a refused rollout is not pulled again. */
  let known: number | null = null;
  let storedToken: string | null = null;
  let serving: RegistrySource['serving'] = null;
  const starting = once(start);

  return {
    async read() {
      lastRead = await currentRollout();
      return lastRead.rollout.supergraph.sdl;
    },
    async manifests() {
      return (lastRead ?? (await currentRollout())).manifests;
    },
    watch(changed) {
      void follow(changed);
      return () => stop.abort();
    },
    async restorePrevious() {
      const stored = await readStored();
      if (stored === null || stored.token === lastRead?.token) return false;
      current = stored;
      reportRollout('started from disk', stored);
      return true;
    },
    get latest() {
      return known;
    },
    get serving() {
      return serving;
    },
    served() {
      const token = lastRead?.token;
      if (lastRead !== null) {
        serving = { sequence: lastRead.rollout.sequence, version: lastRead.rollout.assigned };
      }
      if (token === undefined || token === storedToken) return;
      storedToken = token;
      file.write(token).catch((error: unknown) => {
        storedToken = null;
        report({ event: 'not stored', reason: messageOf(error) });
      });
    },
  };

  async function currentRollout(): Promise<Verified> {
    await starting();
    if (current === null) throw new Error('the registry source has not started');
    return current;
  }

  /** @throws PullError where the registry does not answer and nothing is stored */
  async function start(): Promise<void> {
    const stored = await readStored();
    const endsAt = performance.now() + (stored === null ? patience.firstMs : patience.storedMs);
    for (let pause = patience.shortestMs; ; pause *= 2) {
      try {
        const token = await pull({ known: null, waitSeconds: 0, signal: stop.signal });
        if (token !== null) return accept(await verify(token, stored?.rollout.sequence));
      } catch (error) {
        // A forged or replayed answer is no reason to wait.
        const isOver = !(error instanceof PullError) || performance.now() + pause > endsAt;
        if (isOver && stored === null) throw error;
        if (isOver) {
          report({ event: 'failed', reason: messageOf(error) });
          break;
        }
      }
      await sleep(pause, undefined, { signal: stop.signal });
    }
    if (stored === null) return;
    current = stored;
    known = stored.rollout.sequence;
    reportRollout('started from disk', stored);
  }

  async function follow(changed: () => void): Promise<void> {
    let pause = patience.shortestMs;
    let isFailing = false;
    while (!stop.signal.aborted) {
      try {
        const token = await pull({ known, waitSeconds: patience.waitSeconds, signal: stop.signal });
        if (token !== null) {
          accept(await verify(token, known ?? undefined));
          changed();
        }
        [pause, isFailing] = [patience.shortestMs, false];
      } catch (error) {
        if (stop.signal.aborted) return;
        const event = error instanceof PullError ? 'failed' : 'refused';
        // Once, until the registry answers again.
        if (!isFailing) report({ event, reason: messageOf(error) });
        isFailing = true;
        await sleep(jittered(pause), undefined, { signal: stop.signal }).catch(() => undefined);
        pause = Math.min(pause * 2, patience.longestMs);
      }
    }
  }

  function accept(verified: Verified): void {
    known = verified.rollout.sequence;
    current = verified;
    reportRollout('pulled', verified);
  }

  async function verify(token: string, notBefore?: number): Promise<Verified> {
    const rollout = await verifyRollout(token, { keys, ...(notBefore !== undefined && { notBefore }) });
    const { releases, manifests } = rollout.supergraph;
    const read = manifests.map((text, index) => {
      const name = releases[index]?.subgraph ?? '';
      return [name, parseManifest(text, `${name}/manifest.json`)] as const;
    });
    return { token, rollout, manifests: new Map(read) };
  }

  /** A stored rollout that cannot be verified counts as none: the registry has a good one. */
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

/** So that a thousand gateways do not return to a restarted registry at the same moment. */
function jittered(ms: number): number {
  return ms * (0.5 + Math.random());
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= run();
    return running;
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
