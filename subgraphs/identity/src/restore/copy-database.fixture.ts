import { createDatabase } from '@civic-graph/subgraph-kit';
import { eventually } from '@civic-graph/testing';
import { sql } from 'kysely';
import type { IdentityConfig } from '../config.ts';
import type { IdentityDeployment } from '../identity-deployment.fixture.ts';

/** Copies the database, as a dump and its restore do. @returns the configuration of a service on the copy */
export async function copyDatabase({
  config,
}: Pick<IdentityDeployment, 'config'>): Promise<IdentityConfig & { readonly databaseOwnerUrl: string }> {
  const url = new URL(config.databaseOwnerUrl ?? '');
  const name = url.pathname.slice(1);
  const server = createDatabase(Object.assign(new URL(url), { pathname: '/postgres' }).href);
  try {
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${name}`.execute(server);
    await eventually(() => sql.raw(`CREATE DATABASE ${name}_backup TEMPLATE ${name}`).execute(server));
  } finally {
    await server.destroy();
  }
  const on = (original: string) => Object.assign(new URL(original), { pathname: `/${name}_backup` }).href;
  return { ...config, databaseUrl: on(config.databaseUrl), databaseOwnerUrl: on(url.href) };
}
