import pg from 'pg';

const name = 'test_service';
const password = 'a-throw-away-role';

/**
 * Returns the URL of the database for a role that owns nothing, as services use in production.
 *
 * @param url of the superuser
 */
export async function urlOfService(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Roles belong to the server, so another test database may have created it.
    await client.query(`DO $$ BEGIN CREATE ROLE ${name} LOGIN PASSWORD '${password}';
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
  } finally {
    await client.end();
  }
  return Object.assign(new URL(url), { username: name, password }).href;
}
