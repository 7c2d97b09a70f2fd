import { type AgencyDirectory, createAgencyDirectory, ManifestError } from '@civic-graph/agencies';
import { sql, type Transaction } from 'kysely';
import { publishRevocations } from '../revocation/publish.ts';
import type { AgencyRow, IdentityDatabase, IdentityTables } from '../store/database.ts';
import { type ManifestHistory, readHistory, recordManifests } from './manifest-history.ts';
import { manifestProblems } from './manifest-problems.ts';
import { tightenedScopes } from './tightened-scopes.ts';

/**
 * Writes the agencies of a directory into the database, before anything refers to them. If a scope allows
 * less than before, tokens of the apps that hold it are revoked.
 *
 * @param refused called with one line for each problem; if it returns, the agencies with a problem keep their
 * last manifests. Default throws, and nothing is written.
 * @returns the directory with the previous manifests
 */
export async function putInForce(
  database: IdentityDatabase,
  directory: AgencyDirectory,
  now: Date,
  refused: (error: ManifestError) => void = refuseAll,
): Promise<AgencyDirectory> {
  return database.transaction().execute(async (transaction) => {
    // Replicas that start together write one after another.
    await sql`select pg_advisory_xact_lock(hashtext('agency_manifest'))`.execute(transaction);
    const known = await transaction.selectFrom('agency').selectAll().execute();
    const history = await readHistory(transaction);
    const problems = manifestProblems(directory, known);
    if (problems.length > 0) refused(new ManifestError(problems));
    const accepted = withoutProblems(directory, problems, history);
    await writeAgencies(transaction, known, accepted);
    await recordManifests(transaction, history, accepted.manifests, now);
    await revokeTightened(transaction, createAgencyDirectory(history.latest), accepted, now);
    return createAgencyDirectory(accepted.manifests, history.all);
  });
}

function refuseAll(error: ManifestError): never {
  throw error;
}

/**
 * An agency whose manifest has a problem keeps all of its last ones, which do not contradict each other; the
 * others are not held up.
 */
function withoutProblems(
  directory: AgencyDirectory,
  problems: readonly string[],
  { latest }: ManifestHistory,
): AgencyDirectory {
  const isRefused = (subgraph: string) =>
    problems.some((line) => line.startsWith(`${subgraph}/manifest.json: `));
  const agencies = new Set(
    directory.manifests.flatMap(({ subgraph, agency }) => (isRefused(subgraph) ? [agency.id] : [])),
  );
  if (agencies.size === 0) return directory;
  return createAgencyDirectory(
    directory.manifests.flatMap((manifest) => {
      const { subgraph, agency } = manifest;
      if (!agencies.has(agency.id)) return manifest;
      return latest.filter((last) => last.subgraph === subgraph && last.agency.id === agency.id);
    }),
  );
}

/** Agencies of the database without a manifest stay: records refer to them. */
async function writeAgencies(
  transaction: Transaction<IdentityTables>,
  known: readonly AgencyRow[],
  { manifests }: AgencyDirectory,
): Promise<void> {
  const agencies = new Map(manifests.map(({ agency }) => [agency.id, agency]));
  let last = Math.max(-1, ...known.map(({ position }) => position));
  for (const { id, name, kind, homepage, phone } of agencies.values()) {
    const description = { name_zh: name.zh, name_en: name.en, kind, homepage, phone };
    const row = known.find((each) => each.id === id);
    if (row === undefined) {
      last += 1;
      await transaction
        .insertInto('agency')
        .values({ id, ...description, position: last })
        .execute();
    } else if (
      Object.entries(description).some(([column, value]) => row[column as keyof AgencyRow] !== value)
    ) {
      await transaction.updateTable('agency').set(description).where('id', '=', id).execute();
    }
  }
}

/** By app, because one scope may be in millions of tokens. */
async function revokeTightened(
  transaction: Transaction<IdentityTables>,
  before: AgencyDirectory,
  after: AgencyDirectory,
  now: Date,
): Promise<void> {
  const tightened = tightenedScopes(before, after);
  if (tightened.length === 0) return;
  const apps = await transaction
    .selectFrom('app')
    .select('client_id')
    .where('kind', '=', 'partner')
    .where(sql<boolean>`approved_scopes && ${tightened}::text[]`)
    .execute();
  await publishRevocations(
    transaction,
    apps.map(({ client_id: id }) => ({ kind: 'client', id }) as const),
    now,
  );
}
