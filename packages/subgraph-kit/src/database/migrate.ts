import { readdir, readFile } from 'node:fs/promises';
import { type Kysely, type Migration, type MigrationProvider, Migrator, sql } from 'kysely';

/**
 * Brings the database to the newest of the `NNNN-title.sql` files in a folder, in order, in one transaction.
 * Kysely's lock makes replicas that start together wait for one another.
 *
 * @param directory a URL, so that it can be given relative to `import.meta.url`
 * @throws the error of the migration that failed; nothing of it stays behind
 */
export async function migrateToLatest<Tables>(db: Kysely<Tables>, directory: URL): Promise<void> {
  const { error } = await new Migrator({ db, provider: sqlFiles(directory) }).migrateToLatest();
  if (error !== undefined) throw error;
}

function sqlFiles(directory: URL): MigrationProvider {
  const base = directory.href.endsWith('/') ? directory : new URL(`${directory.href}/`);
  return {
    async getMigrations() {
      const names = (await readdir(base)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name));
      const migrations: Record<string, Migration> = {};
      for (const name of names.sort()) {
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
