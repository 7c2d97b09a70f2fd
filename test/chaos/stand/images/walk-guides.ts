import { randomBytes, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { eventually } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../../../e2e/compose/compose-file.ts';
import { writeSelfSigned } from '../../../e2e/self-signed.ts';
import { imageOf } from './build-images.ts';
import type { DeployedImages } from './deployed-images.ts';
import { queryMeanwhile } from './query-meanwhile.ts';

const guides = join(repository, 'docs/how-to/operate');
const patience = { withinMs: 60_000 };

/**
 * Tests that follow guides of docs/how-to/operate word by word.
 * @param images the deployment, once it runs
 * @param expectAnswer throws unless a query over three agencies is answered within a minute
 */
export function walkGuides(images: () => DeployedImages, expectAnswer: () => Promise<void>): void {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'civic-graph-guides-'));
    await chmod(folder, 0o755);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const up = (...args: string[]) => images().compose('up', '--detach', '--no-build', ...args);
  /** One after the other, as rotate.md says. */
  async function recreate(...services: string[]): Promise<void> {
    for (const service of services) await up('--no-deps', '--wait', service);
  }
  const evaluate = (service: string, expression: string) =>
    images().compose('exec', '-T', service, 'node', '-e', `(${expression}).then(console.log)`);
  const newSecret = () => randomBytes(32).toString('base64url');
  async function setting(name: string): Promise<string> {
    const lines = (await readFile(images().settings, 'utf8')).split('\n');
    const line = lines.find((each) => each.startsWith(`${name}=`));
    if (line === undefined) throw new Error(`the environment file has no ${name}`);
    return line.slice(name.length + 1);
  }

  describe('rotate.md', () => {
    it('a subgraph’s secret, with two values at a time', async () => {
      const [before, after] = [await setting('SUBGRAPH_SECRET_TRANSPORT'), newSecret()];
      // Of an agency that is not restarted.
      const query = '{ region(code: "330100") { name } }';
      const { answered, failed } = await queryMeanwhile(images().graph, query, async () => {
        for (const value of [`${before},${after}`, `${after},${before}`, after]) {
          await images().configure({ SUBGRAPH_SECRET_TRANSPORT: value });
          await recreate('transport', 'gateway-1', 'gateway-2');
          await expectAnswer();
        }
      });
      console.log(`${answered} queries, ${failed.length} failed, while a secret was replaced`);
      expect(failed).toEqual([]);
      const inUse = await images().compose('exec', '-T', 'transport', 'printenv', 'SUBGRAPH_SECRET');
      expect(inUse.trim()).toBe(after);
    });

    it('the keys of cookies, the new one first', async () => {
      await images().configure({ COOKIE_KEYS: `${newSecret()},${await setting('COOKIE_KEYS')}` });
      await recreate('identity');
      await eventually(
        async () => expect((await fetch(`${images().issuer}/jwks`)).status).toBe(200),
        patience,
      );
      await expectAnswer();
    });

    it('the password of a database', async () => {
      const password = newSecret();
      const statement = `ALTER ROLE civic_payments PASSWORD '${password}'`;
      await images().compose('exec', '-T', 'postgres', 'psql', '--username', 'postgres', '-c', statement);
      await images().configure({ DATABASE_PASSWORD_PAYMENTS: password });
      await recreate('payments');
      const ready = "fetch('http://127.0.0.1:4003/readyz').then(({ status }) => status)";
      expect(await evaluate('payments', ready)).toBe('200\n');
    });

    it('the password of Redis', async () => {
      await images().configure({ REDIS_PASSWORD: newSecret() });
      await recreate('redis', 'gateway-1', 'gateway-2');
      await expectAnswer();
    });
  });

  it('scale.md: a third gateway answers when the others are stopped, and has its own journal', async () => {
    const [, written = ''] =
      /```yaml\n(.*?)```/s.exec(await readFile(join(guides, 'scale.md'), 'utf8')) ?? [];
    const file = join(folder, 'docker-compose.override.yml');
    const source = join(repository, 'docker-compose.yml');
    const image = `    image: ${imageOf('gateway')}\n`;
    await writeFile(
      file,
      written.replace('docker-compose.yml', source).replace('gateway-3:\n', `$&${image}`),
    );
    images().extend(file);
    await up();
    await eventually(async () => {
      const ready = "fetch('http://127.0.0.1:4000/readyz').then(({ status }) => status)";
      expect(await evaluate('gateway-3', ready)).toBe('200\n');
    }, patience);
    await images().compose('stop', 'gateway-1', 'gateway-2');
    await expectAnswer();
    await images().compose('start', 'gateway-1', 'gateway-2');
    const { stdout, code } = await images().verifyJournals();
    expect({ stdout, code }).toEqual({ stdout: expect.stringContaining('/journals/gateway-3'), code: 0 });
  });

  it('incident.md: Prometheus scrapes the first gateway, and has the rules', async () => {
    await images().compose(
      '--profile',
      'monitoring',
      'up',
      '--detach',
      '--no-build',
      '--no-deps',
      'prometheus',
    );
    await eventually(async () => {
      const targets = "fetch('http://127.0.0.1:9090/api/v1/targets').then((answer) => answer.text())";
      const answer = JSON.parse(await evaluate('gateway-1', targets));
      expect(answer.data.activeTargets).toMatchObject([{ labels: { job: 'civic-gateway' }, health: 'up' }]);
    }, patience);
    const rules = "fetch('http://127.0.0.1:9090/api/v1/rules').then((answer) => answer.text())";
    // Each is evaluated once a minute.
    await eventually(
      async () => {
        const { data } = JSON.parse(await evaluate('gateway-1', rules));
        expect(data.groups.length).toBeGreaterThan(0);
        for (const group of data.groups)
          for (const rule of group.rules) expect(rule).toMatchObject({ health: 'ok', type: 'alerting' });
      },
      { withinMs: 90_000 },
    );
  });

  describe('tls.md', () => {
    const port = 8080;

    /** Writes a new certificate to `TLS_FOLDER`. */
    async function renew(): Promise<string> {
      const { certificate, key } = await writeSelfSigned(folder, 'localhost');
      const [text, secret] = [await readFile(certificate, 'utf8'), await readFile(key, 'utf8')];
      const tls = join(folder, 'tls');
      await writeFile(join(tls, 'city.pem'), text + secret, { mode: 0o644 });
      return text;
    }
    async function fingerprint(): Promise<string> {
      const socket: TLSSocket = connect({ port, host: 'localhost', rejectUnauthorized: false });
      await once(socket, 'secureConnect');
      const { fingerprint256 } = socket.getPeerCertificate();
      socket.destroy();
      return fingerprint256;
    }

    it('the balancer terminates TLS, and reads a renewed certificate without a restart', async () => {
      await mkdir(join(folder, 'tls'), { mode: 0o755 });
      const first = await renew();
      await images().configure({ TLS_FOLDER: join(folder, 'tls') });
      await recreate('balancer');
      await eventually(async () => {
        const [status, transport] = await get(first);
        expect([status, transport]).toEqual([200, 'max-age=63072000']);
      }, patience);
      await expect(fetch(`http://localhost:${port}/readyz`)).rejects.toThrow();

      const second = await renew();
      await images().compose('kill', '--signal', 'USR2', 'balancer');
      await eventually(async () => {
        expect(await fingerprint()).toBe(new X509Certificate(second).fingerprint256);
      }, patience);
      expect((await get(second))[0]).toBe(200);
    });

    /** @returns status and `Strict-Transport-Security` of a request that trusts one certificate */
    async function get(ca: string): Promise<[number | undefined, string | undefined]> {
      const sent = request({ port, host: 'localhost', path: '/readyz', ca, agent: false }).end();
      const [response] = await once(sent, 'response');
      response.resume();
      return [response.statusCode, response.headers['strict-transport-security']];
    }
  });
}
