import { ConfigurationError } from '@civic-graph/service';
import { type Kysely, sql } from 'kysely';
import { createDatabase } from '../database.ts';
import { migrateToLatest, missingMigrations } from '../migrate.ts';
import { ensureGuardTables, guardRights, hasGuardTables } from '../restore/guard-tables.ts';
import { alteringRole, owningRole } from './altering-role.ts';
import { grantServiceRights, type ServiceRights } from './service-rights.ts';

/** Properties of a service's database that do not depend on the deployment. */
export interface OwnedDatabase {
  readonly migrations: URL;
  readonly rights: ServiceRights;
  /** Name of the agency in variables and npm scripts, for messages. */
  readonly agency: string;
}

export interface DatabasePreparation<Tables> extends OwnedDatabase {
  /** Connection with the service's role. */
  readonly service: Kysely<Tables>;
  /** URL with the role that owns the tables. Null: migrations run elsewhere or, in a demo, as the service. */
  readonly ownerUrl: string | null;
  readonly deployment: 'demo' | 'production';
  /** Fills a demo's database before the service starts, with the owner's rights. */
  readonly fill?: (owner: Kysely<Tables>) => Promise<void>;
}

/**
 * Migrates a service's database as the owner, and grants the service only its listed rights.
 *
 * @throws ConfigurationError in production if the service's role could alter append-only tables; anywhere if
 * migrations are pending and this process may not run them
 */
export async function prepareDatabase<Tables>(preparation: DatabasePreparation<Tables>): Promise<void> {
  const { service, ownerUrl, migrations, deployment, fill } = preparation;
  const isProduction = deployment === 'production';
  const { excess } = await owningRole(service);
  if (isProduction) await refuse(preparation, owningRole);
  if (ownerUrl !== null) await prepareAsOwner({ ...preparation, ownerUrl });
  else if (excess !== null) {
    await migrateToLatest(service, migrations);
    await ensureGuardTables(service);
    await fill?.(service);
  } else await requireNewest(preparation);
  if (isProduction) await refuse(preparation, alteringRole);
}

/**
 * Runs only migrations and grants, for deployments that do so before starting services.
 *
 * @returns names of the migrations that ran
 */
export async function prepareAsOwner<Tables>({
  service,
  ownerUrl,
  migrations,
  rights,
  fill,
}: Omit<DatabasePreparation<Tables>, 'deployment' | 'agency'> & {
  readonly ownerUrl: string;
}): Promise<readonly string[]> {
  // No timeout: a migration may read years of data, and the pool's limit is for requests.
  const owner = createDatabase<Tables>(ownerUrl, { statementTimeoutMs: 0 });
  try {
    const ran = await migrateToLatest(owner, migrations);
    await ensureGuardTables(owner);
    await fill?.(owner);
    const role = await roleOf(service);
    if (role !== (await roleOf(owner))) await grantServiceRights(owner, role, { ...rights, ...guardRights });
    return ran;
  } finally {
    await owner.destroy();
  }
}

async function refuse<Tables>(
  { service, agency, rights }: DatabasePreparation<Tables>,
  look: typeof alteringRole,
): Promise<void> {
  const { role, excess } = await look(service, { ...rights, ...guardRights });
  if (excess === null) return;
  const name = agency.toUpperCase();
  const otherwise = `run deploy/postgres/databases.sh, then start with DATABASE_OWNER_URL_${name} (docs/how-to/operate/install.md)`;
  throw new ConfigurationError(
    `DATABASE_URL_${name}: its role ${role} ${excess.because}, so it could change append-only tables; ` +
      (excess.remedy === null ? otherwise : `as a superuser, run in its database: ${excess.remedy}`),
  );
}

async function requireNewest<Tables>({
  service,
  migrations,
  agency,
}: DatabasePreparation<Tables>): Promise<void> {
  const [missing] = await missingMigrations(service, migrations);
  const first = missing ?? ((await hasGuardTables(service)) ? undefined : 'restore_guard');
  if (first === undefined) return;
  throw new ConfigurationError(
    `DATABASE_OWNER_URL_${agency.toUpperCase()}: is required to run the pending migrations, from ${first} on; ` +
      `set it, or run: npx civic migrate ${agency}`,
  );
}

async function roleOf<Tables>(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ role: string }>`SELECT current_user AS role`.execute(db);
  return rows[0]?.role ?? '';
}
