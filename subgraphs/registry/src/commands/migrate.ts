import { type Environment, migrateDatabase } from '@civic-graph/subgraph-kit';
import { databaseVariables } from '../config.ts';
import { registryDatabase } from '../database/database-rights.ts';

/** Brings the registry's database to its newest migration. @throws ConfigurationError */
export const migrate = (env: Environment) => migrateDatabase(databaseVariables, registryDatabase, env);
