import { runMigrations } from '@civic-graph/subgraph-kit';
import { databaseVariables } from './config.ts';
import { paymentsDatabase } from './database/database-rights.ts';

/*
 * npx civic migrate payments; in an image, node subgraphs/payments/dist/migrate.js
 *
 * Brings the database to the newest migration with the role of DATABASE_OWNER_URL_PAYMENTS, and gives the
 * role of DATABASE_URL_PAYMENTS the rights of the service: for deployments whose service is not to know the
 * owner's password.
 */
await runMigrations(databaseVariables, paymentsDatabase('production'));
