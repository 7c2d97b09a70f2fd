import { type Environment, migrateDatabase } from '@civic-graph/subgraph-kit';
import { databaseVariables } from '../config.ts';
import { identityDatabase } from '../store/database-rights.ts';

/** Brings the identity service's database to its newest migration. @throws ConfigurationError */
export const migrate = (env: Environment) => migrateDatabase(databaseVariables, identityDatabase, env);
