import pg from 'pg';

/** Roles of one agency's database: the service changes rows, the owner migrates tables. */
export interface AgencyRoles {
  readonly service: { readonly name: string; readonly password: string };
  readonly owner: { readonly name: string; readonly password: string };
}

/**
 * Creates a database with its two roles if missing, so that each agency's data is separate. In a database of
 * an earlier version, whose service owned everything, ownership moves to the owner role.
 *
 * @param adminUrl URL of the server's superuser
 */
export async function ensureAgencyDatabase(
  adminUrl: string,
  database: string,
  { service, owner }: AgencyRoles,
): Promise<void> {
  const [name, ofService, ofOwner] = [database, service.name, owner.name].map(pg.escapeIdentifier);
  await administer(adminUrl, async (client) => {
    for (const { name: role, password } of [service, owner]) {
      const roles = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      const verb = roles.rowCount === 0 ? 'CREATE' : 'ALTER';
      await client.query(
        `${verb} ROLE ${pg.escapeIdentifier(role)} LOGIN PASSWORD ${pg.escapeLiteral(password)}`,
      );
    }
    const databases = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (databases.rowCount === 0) await client.query(`CREATE DATABASE ${name} OWNER ${ofOwner}`);
    await client.query(`ALTER DATABASE ${name} OWNER TO ${ofOwner}`);
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${ofService}`);
  });
  const inside = Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href;
  await administer(inside, (client) => client.query(`REASSIGN OWNED BY ${ofService} TO ${ofOwner}`));
}

async function administer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
