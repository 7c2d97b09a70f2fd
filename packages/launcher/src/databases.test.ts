import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '@civic-graph/demo/database-server';
import pg from 'pg';
import { expect, it } from 'vitest';
import { ensureAgencyDatabase } from './agency-roles.ts';
import { readConfig } from './config.ts';
import { openDataDirectory } from './data-directory.ts';
import { runningDatabaseUrl, startDatabases } from './databases.ts';
import { keepSecrets } from './secrets.ts';

it('the data folder suffices to find the database of a running agency', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-databases-'));
  // The server's account has to pass through it.
  await chmod(folder, 0o711);
  const env = { DATA_DIR: join(folder, 'data') };
  const config = readConfig(env);
  const find = () => runningDatabaseUrl(config, 'payments', env);
  try {
    await expect(find()).rejects.toThrow(`start it with: DATA_DIR=${env.DATA_DIR} npm start`);
    const data = await openDataDirectory(config.dataDirectory);
    const names = ['identity', 'payments'];
    const databases = await startDatabases({
      names,
      given: {},
      givenOwners: {},
      data,
      ...(await keepSecrets(data, { subgraphs: names, databases: names })),
    });
    try {
      expect(await find()).toBe(databases.urls.payments?.service);
      const client = new pg.Client({ connectionString: await find() });
      await client.connect();
      await client.end();
      expect(
        await runningDatabaseUrl({ ...config, databaseUrls: { payments: 'postgresql://x' } }, 'payments'),
      ).toBe('postgresql://x');
    } finally {
      await databases.stop();
    }
    await expect(find()).rejects.toThrow(`start it with: DATA_DIR=${env.DATA_DIR} npm start`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it('the tables of a service are transferred to an owner, repeatably', {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-databases-'));
  await chmod(folder, 0o711);
  const server = await startCluster({ folder: join(folder, 'cluster'), password: 'secret', durable: false });
  const roles = {
    service: { name: 'civic_old', password: 'service' },
    owner: { name: 'civic_old_owner', password: 'owner' },
  };
  const as = async (role: keyof typeof roles, statement: string) => {
    const { name: username, password } = roles[role];
    const url = Object.assign(new URL(server.url), { username, password, pathname: '/civic_old' });
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      return (await client.query(statement)).rows;
    } finally {
      await client.end();
    }
  };
  try {
    const admin = new pg.Client({ connectionString: server.url });
    await admin.connect();
    // As created by earlier versions.
    await admin.query(`CREATE ROLE civic_old LOGIN PASSWORD 'service'`);
    await admin.query('CREATE DATABASE civic_old OWNER civic_old');
    await admin.end();
    await as('service', 'CREATE TABLE record AS SELECT 1 AS n');
    for (const _ of ['first start', 'second start']) {
      await ensureAgencyDatabase(server.url, 'civic_old', roles);
      const refused = { code: '42501' };
      await expect(as('service', 'DROP TABLE record')).rejects.toMatchObject(refused);
      await expect(as('service', 'CREATE TABLE mine (n integer)')).rejects.toMatchObject(refused);
      await expect(as('service', 'CREATE TEMPORARY TABLE mine (n integer)')).rejects.toMatchObject(refused);
      expect(await as('owner', 'SELECT n FROM record')).toEqual([{ n: 1 }]);
    }
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
