import pg from 'pg';

const name = 'test_service';
const password = 'a-throw-away-role';

/**
 * The same database for a role that owns nothing, as services have one in production.
 *
 * @param url of the superuser
 */
export async function urlOfService(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Roles are a server's, and other test databases on it have made it before.
    await client.query(`DO $$ BEGIN CREATE ROLE ${name} LOGIN PASSWORD '${password}';
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
  } finally {
    await client.end();
  }
  return Object.assign(new URL(url), { username: name, password }).href;
}
