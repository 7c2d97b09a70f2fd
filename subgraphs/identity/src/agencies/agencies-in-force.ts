import { setTimeout as sleep } from 'node:timers/promises';
import { type AgencySource, changeableSource, ManifestError } from '@civic-graph/agencies';
import type { IdentityDatabase } from '../store/database.ts';
import { putInForce } from './put-in-force.ts';

export interface AgenciesInForceOptions {
  /** Manifests as they are published. Closed with the result. */
  readonly source: AgencySource;
  readonly database: IdentityDatabase;
  readonly clock: () => Date;
  /** Called for what is not, or not yet, in force. */
  readonly report: (error: unknown) => void;
}

/** Pause before another attempt while the database does not answer. */
const retryMs = 2_000;

/**
 * The agencies that this service acts on: each change is in the database first, because requests and records
 * refer to agencies there. The manifest of one agency must neither hold up the others nor prevent a start, so
 * an agency with a problem keeps its last manifests.
 */
export async function agenciesInForce({
  source,
  database,
  clock,
  report,
}: AgenciesInForceOptions): Promise<AgencySource> {
  const closing = new AbortController();
  const first = source.current;
  const inForce = changeableSource(await putInForce(database, first, clock(), report), () => {
    closing.abort();
    source.close();
  });
  let working = Promise.resolve();
  const change = () => {
    working = working.then(follow);
  };
  source.onChange(change);
  if (source.current !== first) change();
  return inForce;

  async function follow(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        return inForce.replace(await putInForce(database, source.current, clock(), report));
      } catch (error) {
        if (closing.signal.aborted) return;
        report(error);
        if (error instanceof ManifestError) return;
      }
      await sleep(retryMs, undefined, { ref: false, signal: closing.signal }).catch(() => {});
    }
  }
}
