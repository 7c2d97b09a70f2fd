import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type NatsCluster,
  startNatsCluster,
} from '../../../packages/audit-stream/src/nats-cluster.fixture.ts';
import { run } from '../../../packages/cli/src/run-civic.fixture.ts';
import { findProgram } from '../../../test/find-program.ts';
import { type PersonalGraph, startPersonalGraph } from '../../test/fixtures/personal-graph.ts';

const diary = '{ person(id: "1") { name diary } }';
const name = '{ person(id: "1") { name } }';
const wanted = findProgram('nats-server') !== null || process.env.CI === 'true';

describe.skipIf(!wanted)(
  `a gateway without a disk${wanted ? '' : ' (no nats-server)'}`,
  { timeout: 60_000 },
  () => {
    let cluster: NatsCluster;
    let folder: string;
    let personal: PersonalGraph;

    beforeAll(async () => {
      cluster = await startNatsCluster(1);
      folder = mkdtempSync(join(tmpdir(), 'civic-without-disk-'));
      personal = await start();
    }, 60_000);
    afterAll(async () => {
      await personal.close();
      await cluster.stop();
      rmSync(folder, { recursive: true });
    });

    function start(): Promise<PersonalGraph> {
      return startPersonalGraph({
        audit: {
          folder: join(folder, 'journal'),
          checkpoints: join(folder, 'checkpoints'),
          stream: { servers: cluster.urls, replicas: 1 },
          signingKey: generateKeyPairSync('ed25519').privateKey,
        },
      });
    }
    const statusOf = async (query: string) =>
      (await personal.graph.ask(query, { token: await personal.token() })).status;

    test('serves personal data once JetStream has the record', async () => {
      await eventually(async () => expect(await statusOf(diary)).toBe(200));
      const { json } = await personal.graph.send({ method: 'GET', url: '/readyz' });
      expect(json).toMatchObject({ accessRecords: 'written' });
    });

    test('refuses personal data while JetStream does not acknowledge, and serves public data', async () => {
      await cluster.kill(0);
      const token = await personal.token();
      const { status, json } = await personal.graph.ask(diary, { token });
      expect({ status, data: json.data }).toEqual({ status: 503, data: undefined });
      expect(json.errors).toMatchObject([{ extensions: { code: 'ACCESS_NOT_RECORDED' } }]);
      const before = personal.graph.calls.length;
      expect(await statusOf(diary)).toBe(503);
      expect(personal.graph.calls).toHaveLength(before);
      expect((await personal.graph.ask(name, { token })).json.data).toEqual({ person: { name: 'Person 1' } });
      const ready = await personal.graph.send({ method: 'GET', url: '/readyz' });
      expect(ready.json).toMatchObject({ personalData: 'withheld', accessRecords: 'unwritable' });

      await cluster.start(0);
      await eventually(async () => expect(await statusOf(diary)).toBe(200));
    });

    test('has a journal that an operator verifies from JetStream', async () => {
      const verify = (servers: string) => run(['audit', 'verify', servers, '--witness', 'none']);
      const verified = await verify(cluster.urls.join(','));
      expect(verified).toMatchObject({
        code: 3,
        stdout: expect.stringMatching(/^gateway-1: intact: \d+ entr/),
      });
      // The password is in no message.
      const { code, stderr } = await verify('nats://audit:s3cret@127.0.0.1:1');
      expect([code, stderr]).toEqual([2, expect.stringMatching(/^(?!.*s3cret).*nats:\/\/127\.0\.0\.1:1/)]);
    });
  },
);
