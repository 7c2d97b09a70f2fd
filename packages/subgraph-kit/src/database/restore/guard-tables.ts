import { type Kysely, sql } from 'kysely';
import type { ServiceRights } from '../roles/service-rights.ts';

/** Rights of a service on the tables of `ensureGuardTables`. */
export const guardRights: ServiceRights = {
  'restore_guard.epoch': [],
  'restore_guard.mark': ['INSERT', 'DELETE'],
  'restore_guard.followed_up': ['INSERT'],
  'restore_guard.permanent_secret': ['INSERT'],
};

/**
 * Creates the tables with which a service detects a restore of its database (ADR 0071), in their own schema.
 * Runs as the owner.
 */
export async function ensureGuardTables<Tables>(owner: Kysely<Tables>): Promise<void> {
  await owner.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext('restore_guard'))`.execute(trx);
    if (!(await hasGuardTables(trx))) await sql.raw(tables).execute(trx);
  });
}

/** Whether the owner has created them. */
export async function hasGuardTables<Tables>(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql`SELECT FROM pg_namespace WHERE nspname = 'restore_guard'`.execute(db);
  return rows.length > 0;
}

/** Identifiers of the server are text, because they are only compared. */
const tables = `
CREATE SCHEMA restore_guard;
-- One row at the creation of the database, and one for each finished restore.
CREATE TABLE restore_guard.epoch (
  number bigint PRIMARY KEY,
  began_at timestamptz NOT NULL,
  system_identifier text,
  database_oid text NOT NULL,
  -- Time of the last mark before the restore; null in the first row.
  restored_to timestamptz,
  -- Whether the service has work to do before it serves.
  needs_follow_up boolean NOT NULL,
  report jsonb NOT NULL
);
-- Written every few seconds; a service keeps its last one outside the database.
CREATE TABLE restore_guard.mark (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token uuid NOT NULL DEFAULT gen_random_uuid(),
  at timestamptz NOT NULL DEFAULT now(),
  timeline integer NOT NULL
);
CREATE INDEX mark_by_time ON restore_guard.mark (at);
CREATE TABLE restore_guard.followed_up (
  epoch bigint PRIMARY KEY REFERENCES restore_guard.epoch,
  at timestamptz NOT NULL DEFAULT now()
);
-- Fingerprints of the secrets on which the data depends.
CREATE TABLE restore_guard.permanent_secret (name text PRIMARY KEY, fingerprint text NOT NULL);
INSERT INTO restore_guard.epoch (number, began_at, system_identifier, database_oid, needs_follow_up, report)
  SELECT 1, now(), (SELECT system_identifier::text FROM pg_control_system()), oid::text, false, '{}'
    FROM pg_database WHERE datname = current_database();`;
