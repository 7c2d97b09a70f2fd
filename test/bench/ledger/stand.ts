import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startCluster } from '@civic-graph/demo/database-server';
import { memoryFlags } from '@civic-graph/launcher';
import { testSecrets } from '@civic-graph/testing';
import { startNode } from '../../node-process.ts';
import { repository } from '../ground.ts';
import { recorder } from '../profile.ts';

/** The payments service in a separate process, over a durable PostgreSQL. */
export interface LedgerStand {
  readonly databaseUrl: string;
  readonly databasePid: number;
  readonly serviceUrl: string;
  readonly servicePid: number;
  /** Secret with which the payment provider signs its notifications. */
  readonly providerSecret: string;
  /** A folder that the database's account cannot read. */
  readonly folder: string;
  close(): Promise<void>;
}

/**
 * Uses the disk of the folder for temporary files.
 *
 * @param profileFile where the service writes its CPU profile; `null` for none
 */
export async function openLedgerStand(
  say: (line: string) => void,
  profileFile: string | null,
): Promise<LedgerStand> {
  say('building the service …');
  execFileSync('npx', ['tsc', '-b', 'subgraphs/payments'], { cwd: repository, stdio: 'inherit' });
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-ledger-'));
  // The server's account must be able to traverse it.
  await chmod(folder, 0o711);
  const remove = () => rm(folder, { recursive: true, force: true });
  const ofServer = join(folder, 'cluster');
  const cluster = await startCluster({
    folder: ofServer,
    password: randomBytes(16).toString('hex'),
    durable: true,
  });
  const port = await freePort();
  const serviceUrl = `http://127.0.0.1:${port}`;
  const providerSecret = randomBytes(32).toString('base64');
  const service = startNode(
    'test/bench/ledger/payments.mjs',
    {
      DATABASE_URL_PAYMENTS: cluster.url,
      SUBGRAPH_SECRET: testSecrets.subgraph,
      ADDRESSEE_SECRET: testSecrets.addressee,
      // Only a demo offers the test provider.
      DEPLOYMENT: 'demo',
      PAYMENT_PROVIDERS: 'test',
      TEST_PROVIDER_SECRET: providerSecret,
      NODE_ENV: 'production',
      PORT: String(port),
      LOG_LEVEL: 'error',
      ...(profileFile === null ? {} : { NODE_OPTIONS: `--import ${recorder}`, PROFILE_FILE: profileFile }),
    },
    { flags: memoryFlags().payments ?? [] },
  );
  const close = async () => {
    await service.end();
    await cluster.stop();
    await remove();
  };
  try {
    await service.ready(serviceUrl);
    const postmaster = await readFile(join(ofServer, 'data', 'postmaster.pid'), 'utf8');
    return {
      databaseUrl: cluster.url,
      databasePid: Number(postmaster.split('\n')[0]),
      serviceUrl,
      servicePid: service.pid,
      providerSecret,
      folder,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
