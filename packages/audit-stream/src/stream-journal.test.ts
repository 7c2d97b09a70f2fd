import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entryText, verifyFolders } from '@civic-graph/audit';
import type { OpenedJournal } from '@civic-graph/audit/writer';
import { eventually } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../../test/find-program.ts';
import { connectStream } from './connect-stream.ts';
import { copyStream } from './copy-stream.ts';
import { type NatsCluster, startNatsCluster } from './nats-cluster.fixture.ts';
import { openStreamJournal } from './open-stream-journal.ts';
import { claimStream, claimSubject } from './subjects.ts';

const isInstalled = findProgram('nats-server') !== null;
const wanted = isInstalled || process.env.CI === 'true';
const { privateKey: signingKey } = generateKeyPairSync('ed25519');
const logger = { warn() {}, error() {} };

describe.skipIf(!wanted)(
  `a journal in three servers of JetStream${wanted ? '' : ' (no nats-server)'}`,
  { timeout: 60_000 },
  () => {
    let cluster: NatsCluster;
    let folder: string;
    let gateways = 0;
    const opened = new Set<OpenedJournal>();

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'civic-graph-stream-'));
      cluster = await startNatsCluster();
    });
    afterAll(async () => {
      for (const journal of opened) await journal.close();
      await cluster?.stop();
      await rm(folder, { recursive: true });
    });

    /** A gateway on a machine that never had a journal. */
    async function startGateway(): Promise<OpenedJournal> {
      gateways += 1;
      const own = join(folder, `gateway-${gateways}`);
      const journal = await openStreamJournal(
        {
          folder: join(own, 'journal'),
          checkpoints: join(own, 'checkpoints'),
          stream: { servers: cluster.urls, replicas: 3 },
          signingKey,
        },
        { clock: () => new Date(), logger, isMoreComing: () => false },
      );
      opened.add(journal);
      return journal;
    }

    async function end(journal: OpenedJournal): Promise<void> {
      opened.delete(journal);
      await journal.close();
    }

    const append = ({ journal }: OpenedJournal, ...ids: string[]) =>
      journal.append(ids.map((requestId) => entryText(record(requestId))));

    /** Journals in the stream, as an operator verifies them. */
    async function verify() {
      const copy = await mkdtemp(join(folder, 'copy-'));
      const names = await copyStream(cluster.urls, copy);
      const report = await verifyFolders({
        ...{ folders: [copy], chains: [], witness: 'none', now: new Date(), fetch },
      });
      const [format, none] = [/^gateway-\d+: intact: (\d+) entr\S+, (\d+) of them under/, 'not whole'];
      // Every entry is under a checkpoint, because every gateway has ended.
      const whole = report.lines.map((line) => {
        const [, entries, sealed] = format.exec(line) ?? [none, none, line];
        return entries === sealed ? Number(entries) : line;
      });
      return { names, whole };
    }

    it('is continued by the next gateway, which starts without files', async () => {
      const first = await startGateway();
      await append(first, 'one', 'two');
      await end(first);
      const second = await startGateway();
      expect(second.journal.link.count).toBe(2);
      await append(second, 'three');
      await end(second);
      expect(await verify()).toEqual({ names: ['gateway-1'], whole: [3] });
    });

    it('belongs to one gateway: two at once have one each', async () => {
      const [first, second] = [await startGateway(), await startGateway()];
      await append(first, 'a');
      await append(second, 'b');
      await end(first);
      await end(second);
      expect(await verify()).toEqual({ names: ['gateway-1', 'gateway-2'], whole: [4, 1] });
    });

    it('refuses the gateway that has lost it, and keeps what the other one acknowledged', async () => {
      const cutOff = await startGateway();
      await append(cutOff, 'before');
      // As if it had not renewed its claim for too long.
      const { jsm, close } = await connectStream(cluster.urls);
      await jsm.streams.purge(claimStream, { filter: claimSubject('gateway-1') });
      await close();
      const successor = await startGateway();
      expect(successor.journal.link.count).toBe(cutOff.journal.link.count);
      await append(successor, 'after');
      await expect(append(cutOff, 'too late')).rejects.toThrow();
      await expect(append(cutOff, 'again')).rejects.toThrow();
      await eventually(() => expect(cutOff.isLost()).toBe(true));
      await append(successor, 'still');
      await end(cutOff);
      const { count } = successor.journal.link;
      await end(successor);
      expect((await verify()).whole).toEqual([count, 1]);
    });

    it('loses no acknowledged record when the leader dies, and acknowledges none without a majority', async () => {
      const gateway = await startGateway();
      const { jsm, close } = await connectStream(cluster.urls);
      const leader = Number((await jsm.streams.info('CIVIC_AUDIT')).cluster?.leader?.slice(1));
      await close();
      const before = gateway.journal.link.count;
      let acknowledged = 0;
      const write = async (id: string) => {
        try {
          await append(gateway, id);
          acknowledged += 1;
        } catch {
          // Refused, so the answer was not sent.
        }
      };
      for (let at = 0; at < 20; at += 1) await write(`before ${at}`);
      await cluster.kill(leader);
      await eventually(async () => {
        await write('during');
        expect(acknowledged).toBeGreaterThan(20);
      });
      expect(gateway.journal.link.count - before).toBeGreaterThanOrEqual(acknowledged);

      const other = (leader + 1) % 3;
      await cluster.kill(other);
      await eventually(() => expect(append(gateway, 'no majority')).rejects.toThrow());
      expect(gateway.journal.isWritable).toBe(false);

      await cluster.start(other);
      await cluster.start(leader);
      await eventually(() => append(gateway, 'afterwards'));
      const { count } = gateway.journal.link;
      await end(gateway);
      await eventually(async () => expect((await verify()).whole).toEqual([count, 1]));
    });
  },
);

function record(requestId: string) {
  return {
    ...({ kind: 'access', time: new Date().toISOString(), app: 'wechat-city', caller: 'citizen' } as const),
    ...{
      official: null,
      officialAgency: null,
      subject: 'hash',
      purpose: 'city-services',
      consent: 'consent',
    },
    ...({ scopes: [], fields: {}, requestId, result: 'complete' } as const),
  };
}
