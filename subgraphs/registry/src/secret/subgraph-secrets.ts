import type { SubgraphSecrets } from '@civic-graph/releases';
import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import type { Official } from '../publish/official.ts';
import type { Seal, SecretOwner } from './seal.ts';

interface SecretRow extends SecretOwner {
  readonly number: string;
  readonly sealed: string;
}

/** The secrets that agencies have supplied. */
export interface SecretStore {
  /** Stores a secret; repeating it changes nothing. */
  keep(db: Db, owner: SecretOwner, secret: string, by: Official, now: Date): Promise<void>;
  /** The secrets of all admitted subgraphs. */
  read(db: Db): Promise<SubgraphSecrets>;
}

export function createSecretStore(seal: Seal): SecretStore {
  return {
    async keep(db, owner, secret, by, now) {
      const last = await db
        .selectFrom('subgraph_secret')
        .select('sealed')
        .where('subgraph', '=', owner.subgraph)
        .where('agency', '=', owner.agency)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (last !== undefined && (await seal.open(owner, last.sealed)) === secret) return;
      const sealed = await seal.close(owner, secret);
      const { subgraph, agency } = owner;
      await db
        .insertInto('subgraph_secret')
        .values({ subgraph, agency, sealed, subject: by.subject, handed_over_at: now })
        .execute();
    },
    async read(db) {
      const { rows } = await sql<SecretRow>`
        SELECT DISTINCT ON (subgraph) number, subgraph, subgraph_secret.agency, sealed
          FROM subgraph_secret
          JOIN subgraph ON subgraph.name = subgraph_secret.subgraph AND subgraph.agency = subgraph_secret.agency
         ORDER BY subgraph, number DESC`.execute(db);
      const opened = rows.map(async (row) => [row.subgraph, await seal.open(row, row.sealed)] as const);
      return {
        number: Math.max(0, ...rows.map(({ number }) => Number(number))),
        secrets: Object.fromEntries(await Promise.all(opened)),
      };
    },
  };
}

/** Changes with the secrets that gateways get; decrypts none. */
export async function secretsTag(db: Db): Promise<string> {
  const { rows } = await sql<{ tag: string | null }>`
    SELECT md5(string_agg(name || ':' || number, ',' ORDER BY name)) AS tag
      FROM subgraph CROSS JOIN LATERAL (
        SELECT number FROM subgraph_secret
         WHERE subgraph_secret.subgraph = name AND subgraph_secret.agency = subgraph.agency
         ORDER BY number DESC LIMIT 1) AS last`.execute(db);
  return rows[0]?.tag ?? 'none';
}
