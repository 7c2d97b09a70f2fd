import { ConfigurationError, parseEnvironment } from '@civic-graph/service';
import type { z } from 'zod';
import type { Host } from '../../run.ts';
import { connectionProblem } from '../connection-problem.ts';
import { createDatabase } from '../database.ts';
import { type OwnedDatabase, prepareAsOwner } from './prepare-database.ts';

/**
 * Migrates a subgraph's database, and grants the service's role its rights.
 *
 * @returns names of the migrations that ran
 * @throws ConfigurationError with one line for the operator
 */
export async function migrateDatabase(
  variables: z.ZodRawShape,
  database: OwnedDatabase,
  environment: Host['env'],
): Promise<readonly string[]> {
  const name = database.agency.toUpperCase();
  const [serviceVariable, ownerVariable] = [`DATABASE_URL_${name}`, `DATABASE_OWNER_URL_${name}`];
  const env: Readonly<Record<string, unknown>> = parseEnvironment(variables, environment);
  const { [serviceVariable]: url, [ownerVariable]: ownerUrl } = env;
  if (typeof url !== 'string' || typeof ownerUrl !== 'string') {
    throw new ConfigurationError(`${ownerVariable}: is required to run migrations`);
  }
  const service = createDatabase<unknown>(url);
  try {
    return await prepareAsOwner({ service, ownerUrl, ...database });
  } catch (error) {
    const problem = connectionProblem(error, `${serviceVariable}, ${ownerVariable}`);
    throw problem === null ? error : new ConfigurationError(problem);
  } finally {
    await service.destroy();
  }
}

/** Summarizes a migration in one line. */
export function migrationSummary(agency: string, ran: readonly string[]): string {
  const [last] = ran.slice(-1);
  return last === undefined
    ? `${agency}: the database is at its newest migration; rights granted`
    : `${agency}: ${ran.length} migration(s) run, the last is ${last}; rights granted`;
}

/** Runs the migrations of a subgraph as a separate process. Only for `src/migrate.ts`. */
export async function runMigrations(
  variables: z.ZodRawShape,
  database: OwnedDatabase,
  host: Pick<Host, 'env' | 'stderr' | 'exit'> = process,
): Promise<void> {
  try {
    const ran = await migrateDatabase(variables, database, host.env);
    host.stderr.write(`${migrationSummary(database.agency, ran)}\n`);
  } catch (error) {
    const text = error instanceof ConfigurationError ? error.message : (error as Error).stack;
    host.stderr.write(`${text}\n`);
    host.exit(1);
  }
}
