import { runMigrations } from '@civic-graph/subgraph-kit';
import { databaseVariables } from './config.ts';
import { paymentsDatabase } from './database/database-rights.ts';

/*
 * npx civic migrate payments; in an image, node bundle/migrate-payments.js
 *
 * Migrates the database as the role of DATABASE_OWNER_URL_PAYMENTS and grants the service's rights to the
 * role of DATABASE_URL_PAYMENTS, for deployments whose service must not have the owner's password.
 */
await runMigrations(databaseVariables, paymentsDatabase('production'));
