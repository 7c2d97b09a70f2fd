import { setTimeout as sleep } from 'node:timers/promises';
import type { ContractFilter } from '@civic-graph/supergraph/contracts';
import type { Checker } from '../check/checker.ts';
import type { ContractRevisionRow, Db } from '../database/database.ts';
import { readSdl } from '../rollout/find-rollout.ts';
import type { FilteredSchema } from './contract-content.ts';
import { contentOf } from './find-contracts.ts';

export interface ContractSchemasOptions {
  readonly db: Db;
  readonly checker: Pick<Checker, 'filter'>;
  readonly clock: () => Date;
  /** Milliseconds that a caller waits for a schema. Default is 1200, below the gateway's deadline. */
  readonly patienceMs?: number;
}

/** The schemas of contracts, computed in the checker's process and stored. */
export interface ContractSchemas {
  /** Of a revision, for a supergraph version. */
  of(supergraph: string, revision: ContractRevisionRow): Promise<FilteredSchema>;
  /** The same, or `null` while it is computed. */
  patiently(supergraph: string, revision: ContractRevisionRow): Promise<FilteredSchema | null>;
  /** Of a contract that is not stored yet; `null` while it is computed. */
  preview(supergraph: string, filter: ContractFilter): Promise<FilteredSchema | null>;
}

/** Repeated previews and the pulls after a change find what was computed for them. */
const maxCached = 20;

export function createContractSchemas(options: ContractSchemasOptions): ContractSchemas {
  const { db, checker, clock, patienceMs = 1_200 } = options;
  const computed = new Map<string, Promise<FilteredSchema>>();
  return {
    of,
    patiently: (supergraph, revision) => patiently(of(supergraph, revision)),
    preview: (supergraph, filter) => patiently(compute(supergraph, filter)),
  };

  async function of(supergraph: string, revision: ContractRevisionRow): Promise<FilteredSchema> {
    const stored = await storedSchema(db, supergraph, revision.number);
    if (stored !== null) return stored;
    const filtered = await compute(supergraph, contentOf(revision));
    await saveSchema(db, { supergraph, revision: revision.number, filtered }, clock());
    return filtered;
  }

  function compute(supergraph: string, filter: ContractFilter): Promise<FilteredSchema> {
    const { includeTags, excludeTags, hidesUnreachableTypes } = filter;
    const key = JSON.stringify([supergraph, includeTags, excludeTags, hidesUnreachableTypes]);
    const known = computed.get(key);
    if (known !== undefined) return known;
    const made = readSdl(db, supergraph).then((sdl) =>
      checker.filter(sdl, { includeTags, excludeTags, hidesUnreachableTypes }),
    );
    computed.set(key, made);
    made.catch(() => computed.delete(key));
    for (const oldest of computed.keys()) if (computed.size > maxCached) computed.delete(oldest);
    return made;
  }

  async function patiently(filtered: Promise<FilteredSchema>): Promise<FilteredSchema | null> {
    const end = new AbortController();
    // If the caller has left, the failure must not be unhandled.
    filtered.catch(() => undefined);
    try {
      return await Promise.race([filtered, sleep(patienceMs, null, { signal: end.signal })]);
    } finally {
      end.abort();
    }
  }
}

async function storedSchema(db: Db, supergraph: string, revision: string): Promise<FilteredSchema | null> {
  const row = await db
    .selectFrom('contract_schema')
    .selectAll()
    .where('supergraph', '=', supergraph)
    .where('revision', '=', revision)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { schema, problem, code } = row;
  if (schema !== null) return { schema, problem: null };
  return { schema, problem: { code: code ?? 'CONTRACT_INVALID', message: problem ?? '' } };
}

/** Stores a schema once; several registries may compute the same. */
export async function saveSchema(
  db: Db,
  entry: { readonly supergraph: string; readonly revision: string; readonly filtered: FilteredSchema },
  now: Date,
): Promise<void> {
  const { supergraph, revision, filtered } = entry;
  const { schema, problem } = filtered;
  await db
    .insertInto('contract_schema')
    .values({
      ...{ supergraph, revision, schema, computed_at: now },
      ...{ problem: problem?.message ?? null, code: problem?.code ?? null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
