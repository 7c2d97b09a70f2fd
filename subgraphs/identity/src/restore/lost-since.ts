import type { JournalState } from '@civic-graph/audit';
import { sql } from 'kysely';
import type { IdentityLosses } from '../commands/restore.ts';
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
  const [consents, grants, apps] = [revoked('consent'), revoked('grant'), revoked('client')];
  const used = [...new Set(journals.flatMap((journal) => [...journal.consents.keys()]))];
  return {
    withdrawn: await consentsInForce(database, consents),
    endedGrants: await countGrants(database, [...grants.keys()]),
    suspendedApps: await activeApps(database, apps),
    unknownConsents: await countUnknown(database, used),
    records: await missingRecords(database, journals),
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

async function activeApps(
  database: IdentityDatabase,
  suspended: ReadonlyMap<string, string>,
): Promise<IdentityLosses['suspendedApps']> {
  const { rows } = await sql<{ client_id: string }>`SELECT client_id FROM app
    WHERE client_id = ANY (${[...suspended.keys()]}::text[]) AND state <> 'suspended' ORDER BY 1`.execute(
    database,
  );
  return rows.map(({ client_id: clientId }) => ({ clientId, at: suspended.get(clientId) ?? '' }));
}

async function countUnknown(database: IdentityDatabase, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: string }>`SELECT count(*) FROM unnest(${ids}::text[]) AS used (id)
    WHERE NOT EXISTS (SELECT FROM consent WHERE consent.id = used.id)`.execute(database);
  return Number(rows[0]?.count);
}

async function missingRecords(
  database: IdentityDatabase,
  journals: readonly JournalState[],
): Promise<IdentityLosses['records']> {
  const rows = await database.selectFrom('access_chain').select(['chain', 'count']).execute();
  const known = new Map(rows.map(({ chain, count }) => [chain, Number(count)]));
  return journals.map(({ chain, first, last }) => {
    const have = known.get(chain) ?? 0;
    const lost = Math.max(0, first - have - 1);
    return { chain, lost, again: Math.max(0, last - have - lost) };
  });
}

async function countSignIns(database: IdentityDatabase): Promise<number> {
  const { rows } = await sql<{ count: string }>`SELECT count(*) FROM oidc_payload
    WHERE model IN ('Session', 'Grant')`.execute(database);
  return Number(rows[0]?.count);
}
