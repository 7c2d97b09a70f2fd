import { errorTable, isErrorCode } from '@civic-graph/errors';

/** Of the gateway, a plan or a subgraph. Load shedding and kill switches are 503, and refusals 4xx. */
const faultStatuses: ReadonlySet<number> = new Set([500, 502, 504]);

/** Whether an error is one that a supergraph can cause, and that its callers cannot fix. */
export function isFault(code: unknown): boolean {
  // What has no code of ours is masked as an internal error.
  if (!isErrorCode(code)) return true;
  return faultStatuses.has(errorTable[code].status);
}
