import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { openDataDirectory } from './data-directory.ts';
import { runningDatabaseUrl, startDatabases } from './databases.ts';
import { keepSecrets } from './secrets.ts';

it('an agency’s database is found while it runs, by its data folder alone', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-databases-'));
  // The server's account has to pass through it.
  await chmod(folder, 0o711);
  const env = { DATA_DIR: join(folder, 'data') };
  const config = readConfig(env);
  const find = () => runningDatabaseUrl(config, 'payments', env);
  try {
    await expect(find()).rejects.toThrow(`start it with: DATA_DIR=${env.DATA_DIR} npm start`);
    const data = await openDataDirectory(config.dataDirectory);
    const databases = await startDatabases({ given: {}, data, ...(await keepSecrets(data)) });
    try {
      expect(await find()).toBe(databases.urls.payments);
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
