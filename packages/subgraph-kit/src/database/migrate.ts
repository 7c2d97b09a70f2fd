import { readdir, readFile } from 'node:fs/promises';
import { type Kysely, type Migration, type MigrationProvider, Migrator, sql } from 'kysely';

/**
 * Migrates the database to the newest `NNNN-title.sql` file in a folder, in order, in one transaction.
 * Kysely's lock makes replicas that start together wait for each other.
 *
 * @param directory a URL, so that it can be relative to `import.meta.url`
 * @returns names of the files that ran
 * @throws the error of the failed migration; the transaction is rolled back
 */
export async function migrateToLatest<Tables>(
  db: Kysely<Tables>,
  directory: URL,
): Promise<readonly string[]> {
  const { error, results = [] } = await new Migrator({ db, provider: sqlFiles(directory) }).migrateToLatest();
  if (error !== undefined) throw error;
  return results.map(({ migrationName }) => migrationName);
}

/**
 * Returns the names of pending migration files, in order; reads only. All are pending in a database without
 * tables.
 */
export async function missingMigrations<Tables>(db: Kysely<Tables>, directory: URL): Promise<string[]> {
  const names = await namesIn(folder(directory));
  const { rows: known } = await sql`SELECT FROM pg_class WHERE oid = to_regclass('kysely_migration')`.execute(
    db,
  );
  if (known.length === 0) return names;
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(db);
  const had = new Set(rows.map(({ name }) => name));
  return names.filter((name) => !had.has(name));
}

function folder(directory: URL): URL {
  return directory.href.endsWith('/') ? directory : new URL(`${directory.href}/`);
}

async function namesIn(base: URL): Promise<string[]> {
  return (await readdir(base)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort();
}

function sqlFiles(directory: URL): MigrationProvider {
  const base = folder(directory);
  return {
    async getMigrations() {
      const migrations: Record<string, Migration> = {};
      for (const name of await namesIn(base)) {
        const text = await readFile(new URL(name, base), 'utf8');
        migrations[name] = {
          up: async (connection) => {
            await sql.raw(text).execute(connection);
          },
        };
      }
      return migrations;
    },
  };
}
