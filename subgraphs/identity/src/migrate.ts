import { runMigrations } from '@civic-graph/subgraph-kit';
import { databaseVariables } from './config.ts';
import { identityDatabase } from './store/database-rights.ts';

/*
 * npx civic migrate identity; in an image, node bundle/migrate-identity.js
 *
 * Migrates the database as the role of DATABASE_OWNER_URL_IDENTITY and grants the service's rights to the
 * role of DATABASE_URL_IDENTITY, for deployments whose service must not have the owner's password.
 */
await runMigrations(databaseVariables, identityDatabase);
