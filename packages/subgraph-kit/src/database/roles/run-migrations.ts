import { ConfigurationError, parseEnvironment } from '@civic-graph/config';
import type { z } from 'zod';
import type { Host } from '../../run.ts';
import { refusedConnection } from '../connection-refused.ts';
import { createDatabase } from '../database.ts';
import { type OwnedDatabase, prepareAsOwner } from './prepare-database.ts';

/** Runs the migrations of a subgraph as a process of its own. For `src/migrate.ts` and nothing else. */
export async function runMigrations(
  variables: z.ZodRawShape,
  database: OwnedDatabase,
  host: Pick<Host, 'env' | 'stderr' | 'exit'> = process,
): Promise<void> {
  const name = database.agency.toUpperCase();
  try {
    const env: Readonly<Record<string, unknown>> = parseEnvironment(variables, host.env);
    const [url, ownerUrl] = [env[`DATABASE_URL_${name}`], env[`DATABASE_OWNER_URL_${name}`]];
    if (typeof url !== 'string' || typeof ownerUrl !== 'string') {
      throw new ConfigurationError(`DATABASE_OWNER_URL_${name}: is required to run migrations`);
    }
    const service = createDatabase<unknown>(url);
    try {
      await prepareAsOwner({ service, ownerUrl, ...database });
    } finally {
      await service.destroy();
    }
  } catch (error) {
    const forOperator = error instanceof ConfigurationError ? error : refusedConnection(error);
    const text = forOperator === null ? (error as Error).stack : forOperator.message;
    host.stderr.write(`${text}\n`);
    host.exit(1);
  }
}
