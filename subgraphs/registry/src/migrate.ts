import { runMigrations } from '@civic-graph/subgraph-kit';
import { databaseVariables } from './config.ts';
import { registryDatabase } from './database/database-rights.ts';

/*
 * npx civic migrate registry; in an image, node bundle/migrate-registry.js
 *
 * Migrates the database as the role of DATABASE_OWNER_URL_REGISTRY and grants the service's rights to the
 * role of DATABASE_URL_REGISTRY, for deployments whose service must not have the owner's password.
 */
await runMigrations(databaseVariables, registryDatabase);
