import type { JournalState } from '@civic-graph/audit';
import { sql } from 'kysely';
import type { IdentityLosses, UncoveredChain } from '../commands/restore.ts';
import type { IdentityDatabase } from '../store/database.ts';

/** Compares the database with the journals of the gateways. */
export async function lostSince(
  database: IdentityDatabase,
  journals: readonly JournalState[],
): Promise<IdentityLosses> {
  const revoked = (kind: string) =>
    new Map(
      journals.flatMap(({ revocations }) =>
        revocations.flatMap((each) => (each.kind === kind ? [[each.id, each.time] as const] : [])),
      ),
    );
  const [consents, grants] = [revoked('consent'), revoked('grant')];
  const used = [...new Set(journals.flatMap((journal) => [...journal.consents.keys()]))];
  const known = await knownChains(database);
  const clients = revokedSince('client', known, journals);
  const suspendedApps = await revokedApps(database, clients);
  const removedPrograms = await revokedPrograms(database, clients);
  return {
    withdrawn: await consentsInForce(database, consents),
    endedGrants: await countGrants(database, [...grants.keys()]),
    suspendedApps,
    activeApps: await activeApps(database, suspendedApps),
    removedPrograms,
    activePrograms: await activePrograms(database, removedPrograms),
    replacedCredentials: await appsOf(database, revokedSince('credentials', known, journals)),
    unknownConsents: await countUnknown(database, used),
    records: missingRecords(known, journals),
    uncovered: uncoveredChains(known, journals),
    signIns: await countSignIns(database),
  };
}

async function consentsInForce(
  database: IdentityDatabase,
  revoked: ReadonlyMap<string, string>,
): Promise<IdentityLosses['withdrawn']> {
  const { rows } = await sql<{ id: string; client_id: string; purpose: string }>`
    SELECT id, client_id, purpose FROM consent AS latest
     WHERE id = ANY (${[...revoked.keys()]}::text[]) AND decision <> 'withdrawn'
       AND NOT EXISTS (SELECT FROM consent AS later
         WHERE (later.citizen_key, later.client_id, later.purpose)
             = (latest.citizen_key, latest.client_id, latest.purpose) AND later.revision > latest.revision)
     ORDER BY id`.execute(database);
  return rows.map(({ id, client_id, purpose }) => ({
    ...{ id, clientId: client_id, purpose },
    at: revoked.get(id) ?? '',
  }));
}

async function countGrants(database: IdentityDatabase, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: string }>`SELECT count(*) FROM oidc_payload
    WHERE model = 'Grant' AND id = ANY (${ids}::text[])`.execute(database);
  return Number(rows[0]?.count);
}

/** An app that was revoked before the backup may have been reinstated before it too. */
function revokedSince(
  revokedKind: 'client' | 'credentials',
  known: ReadonlyMap<string, number>,
  journals: readonly JournalState[],
): ReadonlyMap<string, string> {
  return new Map(
    journals.flatMap(({ chain, revocations }) =>
      revocations.flatMap(({ kind, id, number, time }) =>
        kind === revokedKind && number > (known.get(chain) ?? 0) ? [[id, time] as const] : [],
      ),
    ),
  );
}

async function revokedApps(
  database: IdentityDatabase,
  revoked: ReadonlyMap<string, string>,
): Promise<IdentityLosses['suspendedApps']> {
  const { rows } = await sql<{ client_id: string }>`SELECT client_id FROM app
    WHERE client_id = ANY (${[...revoked.keys()]}::text[]) AND kind = 'partner' AND state NOT IN ('suspended', 'deleted') ORDER BY 1`.execute(
    database,
  );
  return rows.map(({ client_id: clientId }) => ({ clientId, at: revoked.get(clientId) ?? '' }));
}

/** Of an official whose account was locked since, too: the lock is lost, and its reason unknown. */
async function revokedPrograms(
  database: IdentityDatabase,
  revoked: ReadonlyMap<string, string>,
): Promise<IdentityLosses['removedPrograms']> {
  const { rows } = await sql<{ client_id: string }>`SELECT client_id FROM machine_client
    WHERE client_id = ANY (${[...revoked.keys()]}::text[]) AND removed_at IS NULL ORDER BY 1`.execute(
    database,
  );
  return rows.map(({ client_id: clientId }) => ({ clientId, at: revoked.get(clientId) ?? '' }));
}

async function activePrograms(
  database: IdentityDatabase,
  removed: IdentityLosses['removedPrograms'],
): Promise<IdentityLosses['activePrograms']> {
  const ids = removed.map(({ clientId }) => clientId);
  const { rows } = await sql<{ client_id: string }>`SELECT client_id FROM machine_client
    WHERE removed_at IS NULL AND client_id <> ALL (${ids}::text[]) ORDER BY 1`.execute(database);
  return rows.map(({ client_id }) => client_id);
}

async function appsOf(
  database: IdentityDatabase,
  replaced: ReadonlyMap<string, string>,
): Promise<IdentityLosses['replacedCredentials']> {
  const { rows } = await sql<{ client_id: string }>`SELECT client_id FROM app
    WHERE client_id = ANY (${[...replaced.keys()]}::text[]) AND kind = 'partner' ORDER BY 1`.execute(
    database,
  );
  return rows.map(({ client_id: clientId }) => ({ clientId, at: replaced.get(clientId) ?? '' }));
}

async function activeApps(
  database: IdentityDatabase,
  suspended: IdentityLosses['suspendedApps'],
): Promise<IdentityLosses['activeApps']> {
  const ids = suspended.map(({ clientId }) => clientId);
  const { rows } = await sql<{ client_id: string }>`SELECT client_id FROM app
    WHERE kind = 'partner' AND state IN ('approved', 'approved-in-part') AND client_id <> ALL (${ids}::text[])
    ORDER BY 1`.execute(database);
  return rows.map(({ client_id }) => client_id);
}

async function countUnknown(database: IdentityDatabase, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: string }>`SELECT count(*) FROM unnest(${ids}::text[]) AS used (id)
    WHERE NOT EXISTS (SELECT FROM consent WHERE consent.id = used.id)`.execute(database);
  return Number(rows[0]?.count);
}

/** Number of the last entry in the database by chain. */
async function knownChains(database: IdentityDatabase): Promise<ReadonlyMap<string, number>> {
  const rows = await database
    .selectFrom('access_chain')
    .select(['chain', 'count'])
    .orderBy('chain')
    .execute();
  return new Map(rows.map(({ chain, count }) => [chain, Number(count)]));
}

function missingRecords(
  known: ReadonlyMap<string, number>,
  journals: readonly JournalState[],
): IdentityLosses['records'] {
  return journals.map(({ chain, first, last }) => {
    const have = known.get(chain) ?? 0;
    const lost = Math.max(0, first - have - 1);
    return { chain, lost, again: Math.max(0, last - have - lost) };
  });
}

/** A journal proves nothing about the time since the backup if it begins later or ends before. */
function uncoveredChains(
  known: ReadonlyMap<string, number>,
  journals: readonly JournalState[],
): readonly UncoveredChain[] {
  const chains = new Set([...known.keys(), ...journals.map(({ chain }) => chain)]);
  return [...chains].flatMap((chain): readonly UncoveredChain[] => {
    const have = known.get(chain) ?? 0;
    // A backup and the gateway's disk may hold two copies of one journal.
    const copies = journals.filter((journal) => journal.chain === chain);
    if (copies.some(({ first, last }) => first <= have + 1 && last >= have)) return [];
    const [copy] = copies;
    return [{ chain, have, journal: copy === undefined ? null : { first: copy.first, last: copy.last } }];
  });
}

async function countSignIns(database: IdentityDatabase): Promise<number> {
  const { rows } = await sql<{ count: string }>`SELECT count(*) FROM oidc_payload
    WHERE model IN ('Session', 'Grant')`.execute(database);
  return Number(rows[0]?.count);
}
