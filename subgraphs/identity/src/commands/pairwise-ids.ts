import { createDatabase } from '@civic-graph/subgraph-kit';
import { createPairwiseIds } from '@civic-graph/tokens';
import { assertAgency, type ListedPairwiseId, listPairwiseIds } from '../pairwise-ids/list-pairwise-ids.ts';
import type { IdentityTables } from '../store/database.ts';

export interface PairwiseIdsRequest {
  readonly databaseUrl: string;
  /** `ADDRESSEE_SECRET` of the payments service. */
  readonly secret: string;
  readonly agency: string;
  /** Resident identity numbers: class C4, so they go in and never out. */
  readonly idNumbers: readonly string[];
}

/** An agency's pairwise identifiers of the people on its list, in batches and in the list's order. */
export async function* pairwiseIds(request: PairwiseIdsRequest): AsyncGenerator<readonly ListedPairwiseId[]> {
  const database = createDatabase<IdentityTables>(request.databaseUrl);
  try {
    await assertAgency(database, request.agency);
    const ids = createPairwiseIds(request.secret);
    yield* listPairwiseIds(database, ids, request.agency, request.idNumbers);
  } finally {
    await database.destroy();
  }
}
