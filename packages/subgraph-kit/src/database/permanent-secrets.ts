import { createHmac } from 'node:crypto';
import { ConfigurationError } from '@civic-graph/service';
import { type Kysely, sql } from 'kysely';

/** Secrets on which stored data depends, by the name of their variable. */
export type PermanentSecrets = Readonly<Record<string, string | Uint8Array>>;

/**
 * Refuses to start with a secret other than the one that the data depends on. The database stores only a
 * fingerprint, from the first start.
 *
 * @returns names of the secrets that must never change, for the log
 * @throws ConfigurationError that names the variable
 */
export async function requirePermanentSecrets<Tables>(
  db: Kysely<Tables>,
  secrets: PermanentSecrets,
): Promise<readonly string[]> {
  for (const [name, secret] of Object.entries(secrets)) {
    const fingerprint = createHmac('sha256', secret)
      .update(`civic-graph permanent secret\n${name}`)
      .digest('base64url');
    const { rows } = await sql<{ fingerprint: string }>`
      WITH added AS (INSERT INTO restore_guard.permanent_secret (name, fingerprint) VALUES (${name}, ${fingerprint})
        ON CONFLICT DO NOTHING RETURNING fingerprint)
      SELECT fingerprint FROM added UNION ALL
      SELECT fingerprint FROM restore_guard.permanent_secret WHERE name = ${name}`.execute(db);
    if (rows.some((row) => row.fingerprint !== fingerprint)) {
      throw new ConfigurationError(
        `${name}: is not the secret that the data in this database depends on; it must never change; restore the old one`,
      );
    }
  }
  return Object.keys(secrets);
}
