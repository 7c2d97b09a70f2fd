import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

let identity: IdentityDeployment;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());

it('stores nothing that means something on this server alone', async () => {
  const columns = await sql`
    SELECT attrelid::regclass::text AS table, attname AS column, atttypid::regtype::text AS type
      FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
       AND (atttypid::regtype::text ~ '^(xid8?|cid|tid|pg_lsn|pg_snapshot|txid_snapshot|oid|reg.*)$'
            OR atttypid = 'timestamp'::regtype)`.execute(identity.owner);
  expect(columns.rows).toEqual([]);
  const used = await sql`
    SELECT 'default' AS where, pg_get_expr(adbin, adrelid) AS text FROM pg_attrdef
      JOIN pg_class ON pg_class.oid = adrelid WHERE relnamespace = 'public'::regnamespace
       AND pg_get_expr(adbin, adrelid) ~ 'xact_id|snapshot|txid|now\\(\\)|current_|wal_|ctid'
    UNION ALL
    SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
       AND prosrc ~ 'xact_id|snapshot\\(|txid|now\\(\\)|wal_|ctid|xmin'`.execute(identity.owner);
  expect(used.rows).toEqual([]);
});
