import { type Environment, migrateDatabase } from '@civic-graph/subgraph-kit';
import { databaseVariables } from '../config.ts';
import { paymentsDatabase } from '../database/database-rights.ts';

/** Brings the payments service's database to its newest migration. @throws ConfigurationError */
export const migrate = (env: Environment) =>
  migrateDatabase(databaseVariables, paymentsDatabase('production'), env);
