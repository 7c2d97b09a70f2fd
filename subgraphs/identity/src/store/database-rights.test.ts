import { insufficientPrivilege, tryTampering } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { identityRights } from './database-rights.ts';

let identity: IdentityDeployment;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());

it('PostgreSQL refuses every statement of the service that alters append-only data', async () => {
  const attempts = await tryTampering(identity.config.databaseUrl);
  expect(attempts.filter(({ code }) => code !== insufficientPrivilege)).toEqual([]);
  const statements = attempts.map(({ statement }) => statement);
  for (const table of [
    ...['consent', 'app_transition', 'access_record', 'access_record_owner', 'access_checkpoint'],
    ...['access_receipt', 'agency_manifest'],
  ]) {
    expect(statements).toContain(`DELETE FROM ${table}`);
  }
});

it.each([
  "UPDATE official SET kind = 'admin'",
  'UPDATE citizen SET synthetic = true',
  'UPDATE switch SET notice = notice',
  "UPDATE access_chain SET public_key = 'mine'",
  "INSERT INTO access_record_owner VALUES ('payments', now(), 'mine')",
  "UPDATE agency SET id = 'mine'",
  'DELETE FROM agency',
  'INSERT INTO official SELECT * FROM official',
])('and this: %s', async (statement) => {
  await expect(sql.raw(statement).execute(identity.subgraph.database)).rejects.toMatchObject({
    code: insufficientPrivilege,
  });
});

it('every table has listed rights', async () => {
  const { rows } = await sql<{ name: string }>`SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`.execute(identity.owner);
  expect(Object.keys(identityRights).sort()).toEqual(rows.map(({ name }) => name).sort());
});
