import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@civic-graph/testing';
import { describe, expect, it } from 'vitest';
import { repository } from '../../../e2e/compose/compose-file.ts';
import { ask } from '../../../e2e/deployment.ts';
import { writeSelfSigned } from '../../../e2e/self-signed.ts';
import { imageOf } from './build-images.ts';
import type { DeployedImages } from './deployed-images.ts';
import { queryMeanwhile } from './query-meanwhile.ts';

const guides = join(repository, 'docs/how-to/operate');
const patience = { withinMs: 60_000 };

/**
 * Tests that run the steps of guides in docs/how-to/operate.
 * @param images the deployment, once it runs
 * @param expectAnswer throws unless a query over three agencies is answered within a minute
 */
export function walkGuides(images: () => DeployedImages, expectAnswer: () => Promise<void>): void {
  const compose = (...args: string[]) => images().compose(...args);
  const up = (...args: string[]) => compose('up', '--detach', '--no-build', ...args);
  /** Recreates services one at a time. */
  async function recreate(...services: string[]): Promise<void> {
    for (const service of services) await up('--no-deps', '--wait', service);
  }
  const evaluate = (service: string, expression: string) =>
    compose('exec', '-T', service, 'node', '-e', `(${expression}).then(console.log)`);
  const statusOf = (service: string, port: number) =>
    evaluate(service, `fetch('http://127.0.0.1:${port}/readyz').then(({ status }) => status)`);
  const newSecret = () => randomBytes(32).toString('base64url');
  async function setting(name: string): Promise<string> {
    const lines = (await readFile(images().settings, 'utf8')).split('\n');
    const line = lines.find((each) => each.startsWith(`${name}=`));
    if (line === undefined) throw new Error(`the environment file has no ${name}`);
    return line.slice(name.length + 1);
  }

  describe('rotate.md', { timeout: 400_000 }, () => {
    let asked = 0;
    /** Often enough that both gateways call transport, and never the same, which they may have stored. */
    async function expectStops(): Promise<void> {
      for (let time = 0; time < 8; time += 1) {
        asked += 1;
        const query = `{ stops(first: ${asked}) { nodes { name } } }`;
        const { data, errors } = await ask(`${images().graph}/graphql`, { token: null, query });
        expect(errors).toBeUndefined();
        expect(data).toHaveProperty('stops.nodes[0].name', 'First');
      }
    }

    it('replaces a subgraph’s secret, with two values at a time', async () => {
      const [before, after] = [await setting('SUBGRAPH_SECRET_TRANSPORT'), newSecret()];
      // Of statistics, because transport is down while its only container is recreated.
      const query = '{ region(code: "330100") { name } }';
      const { sent, failed } = await queryMeanwhile(images().graph, query, async () => {
        for (const value of [`${before},${after}`, `${after},${before}`, after]) {
          await images().configure({ SUBGRAPH_SECRET_TRANSPORT: value });
          for (const service of ['transport', 'gateway-1', 'gateway-2']) {
            await recreate(service);
            await expectAnswer();
            await expectStops();
          }
        }
      });
      console.log(`${sent} queries, ${failed.length} failed, while a secret was replaced`);
      expect(sent).toBeGreaterThan(100);
      expect(failed).toEqual([]);
      const inUse = await compose('exec', '-T', 'transport', 'printenv', 'SUBGRAPH_SECRET');
      expect(inUse.trim()).toBe(after);
    });

    it('changes the password of a database', async () => {
      const password = newSecret();
      const statement = `ALTER ROLE civic_payments PASSWORD '${password}'`;
      await compose('exec', '-T', 'postgres', 'psql', '--username', 'postgres', '-c', statement);
      await images().configure({ DATABASE_PASSWORD_PAYMENTS: password });
      await recreate('payments');
      expect(await statusOf('payments', 4003)).toBe('200\n');
    });

    it('changes the password of Redis, to which each gateway connects again', async () => {
      await images().configure({ REDIS_PASSWORD: newSecret() });
      await recreate('redis', 'gateway-1', 'gateway-2');
      await expectAnswer();
      await eventually(async () => {
        const clients = await compose('exec', '-T', 'redis', 'redis-cli', 'client', 'list');
        const addresses = [...clients.matchAll(/ addr=([^:]+):/g)].map(([, address]) => address);
        expect(new Set(addresses.filter((address) => address !== '127.0.0.1')).size).toBe(2);
      }, patience);
    });
  });

  it('scale.md: a third gateway answers when the others are stopped, and has its own journal', {
    timeout: 300_000,
  }, async () => {
    const guide = await readFile(join(guides, 'scale.md'), 'utf8');
    const [, written = ''] = /```yaml\n(.*?)```/s.exec(guide) ?? [];
    const source = join(repository, 'docker-compose.yml');
    const image = `    image: ${imageOf('gateway')}\n`;
    await images().extend(
      written.replace('docker-compose.yml', source).replace('gateway-3:\n', `$&${image}`),
    );
    await recreate('gateway-3');
    expect(await statusOf('gateway-3', 4000)).toBe('200\n');
    await compose('stop', 'gateway-1', 'gateway-2');
    await expectAnswer();
    await compose('start', 'gateway-1', 'gateway-2');
    const { stdout, code } = await images().verifyJournals();
    expect({ stdout, code }).toEqual({ stdout: expect.stringContaining('/journals/gateway-3'), code: 0 });
  });

  it('upgrade.md: migrates, replaces every service, and verifies', { timeout: 400_000 }, async () => {
    const once = ['run', '--rm', '--no-deps', '-T'];
    for (const name of ['identity', 'payments', 'registry'])
      await compose(...once, name, 'civic', 'migrate', name);
    const services = ['identity', 'registry', 'payments', 'transport', 'statistics'];
    for (const service of [...services, 'gateway-1', 'gateway-2', 'gateway-3'])
      await up('--no-deps', '--force-recreate', '--wait', service);
    await up('--no-deps', '--force-recreate', 'balancer');
    await expectAnswer();
    await compose(...once, 'payments', 'civic', 'ledger', 'verify');
    expect((await images().verifyJournals()).code).toBe(0);
  });

  it('incident.md: Prometheus scrapes the first gateway, and has the rules', {
    timeout: 300_000,
  }, async () => {
    await compose('--profile', 'monitoring', 'up', '--detach', '--no-build', '--no-deps', 'prometheus');
    const ask = async (path: string) => {
      const url = `http://127.0.0.1:9090/api/v1/${path}`;
      return JSON.parse(await evaluate('gateway-1', `fetch('${url}').then((answer) => answer.text())`)).data;
    };
    await eventually(async () => {
      const { activeTargets } = await ask('targets');
      expect(activeTargets).toMatchObject([{ labels: { job: 'civic-gateway' }, health: 'up' }]);
    }, patience);
    // Prometheus evaluates each rule once a minute.
    await eventually(
      async () => {
        const { groups } = await ask('rules');
        expect(groups.length).toBeGreaterThan(0);
        for (const group of groups)
          for (const rule of group.rules) expect(rule).toMatchObject({ health: 'ok', type: 'alerting' });
      },
      { withinMs: 90_000 },
    );
  });

  it('tls.md: the balancer loads a renewed certificate, and no request fails', {
    timeout: 300_000,
  }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'civic-graph-tls-'));
    await chmod(folder, 0o755);
    const tls = join(folder, 'tls');
    await mkdir(tls, { mode: 0o755 });
    try {
      const first = await renew(folder, tls);
      await images().configure({ TLS_FOLDER: tls });
      await recreate('balancer');
      await eventually(async () => {
        expect(await get(first)).toEqual([200, 'max-age=63072000']);
      }, patience);
      const { port } = new URL(images().graph);
      await expect(fetch(`http://localhost:${port}/readyz`)).rejects.toThrow();

      const second = await renew(folder, tls);
      const started = () => compose('exec', '-T', 'balancer', 'cut', '-d', ' ', '-f', '22', '/proc/1/stat');
      const before = await started();
      const statuses = new Set<number | undefined>();
      const reload = compose('exec', '-T', 'balancer', 'sh', '-c', 'kill -USR2 1');
      await eventually(async () => {
        statuses.add((await get(`${first}${second}`))[0]);
        expect((await get(second))[0]).toBe(200);
      }, patience);
      await reload;
      expect([...statuses]).toEqual([200]);
      expect(await started()).toBe(before);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  /** Writes a new certificate to `TLS_FOLDER`. */
  async function renew(folder: string, tls: string): Promise<string> {
    const { certificate, key } = await writeSelfSigned(folder, 'localhost');
    const text = await readFile(certificate, 'utf8');
    await writeFile(join(tls, 'city.pem'), text + (await readFile(key, 'utf8')), { mode: 0o644 });
    return text;
  }

  /** @returns status and `Strict-Transport-Security` of a request that trusts only these certificates */
  async function get(ca: string): Promise<[number | undefined, string | undefined]> {
    const { port } = new URL(images().graph);
    const sent = request({ port, host: 'localhost', path: '/readyz', ca, agent: false }).end();
    const [response] = await once(sent, 'response');
    response.resume();
    return [response.statusCode, response.headers['strict-transport-security']];
  }
}
