import { createDatabase, type FinishedRestore, finishRestore, type Mark } from '@civic-graph/subgraph-kit';

/** Lets the registry start on a restored database. Rollouts are numbered by time, so none is repeated. */
export async function finishRegistry(
  ownerUrl: string,
  remembered: Mark | null,
  now: Date,
): Promise<FinishedRestore> {
  const owner = createDatabase<unknown>(ownerUrl, { statementTimeoutMs: 0 });
  try {
    return await finishRestore(owner, { remembered, now, needsFollowUp: false, report: {} });
  } finally {
    await owner.destroy();
  }
}
