import { runMigrations } from '@civic-graph/subgraph-kit';
import { databaseVariables } from './config.ts';
import { identityDatabase } from './store/database-rights.ts';

/*
 * npx civic migrate identity; in an image, node subgraphs/identity/dist/migrate.js
 *
 * Brings the database to the newest migration with the role of DATABASE_OWNER_URL_IDENTITY, and gives the
 * role of DATABASE_URL_IDENTITY the rights of the service: for deployments whose service is not to know the
 * owner's password.
 */
await runMigrations(databaseVariables, identityDatabase);
