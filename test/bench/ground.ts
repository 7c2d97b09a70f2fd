import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@civic-graph/demo/database-server';
import { citizen, createTestIssuer, type TestIssuer } from '@civic-graph/testing';
import { type Contender, startContender } from './contender.ts';
import type { Entrant } from './contenders/entrant.ts';
import { pinLoad } from './cores.ts';
import { profilable } from './profile.ts';
import { type LaidOutShape, layOutShape } from './shapes/lay-out-shape.ts';
import { bodyOf, type Shape } from './shapes/shape.ts';
import { type StubServer, startStubServer } from './stubs/stub-server.ts';

export const repository = new URL('../..', import.meta.url).pathname;

/** Shared by all contenders: an issuer, a caller's token, a folder, and the shapes with their subgraphs. */
export interface Ground {
  readonly issuer: TestIssuer;
  /** Headers of one citizen who has consented, through an app. */
  readonly headers: Readonly<Record<string, string>>;
  /** Headers of 1,000 citizens, each with their own token; the first are `headers`. */
  readonly callers: readonly Readonly<Record<string, string>>[];
  layOut(shape: Shape): Promise<LaidOutShape>;
  close(): Promise<void>;
}

const tokenLifeSeconds = 24 * 3600;
/** More than a caller's repetitions in a minute, and all citizens of the demo. */
const citizens = 1_000;

export async function openGround(say: (line: string) => void): Promise<Ground> {
  say('building the gateway …');
  buildGateway(say);
  pinLoad();
  const issuer = await createTestIssuer();
  const exp = Math.floor(Date.now() / 1000) + tokenLifeSeconds;
  const tokens = await Promise.all(
    Array.from({ length: citizens }, (_, index) => issuer.mint(citizen(index), { claims: { exp } })),
  );
  const callers = tokens.map((token) => ({
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${token}`,
  }));
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-bench-'));
  const stubs: StubServer[] = [];
  return {
    issuer,
    headers: callers[0] ?? {},
    callers,
    async layOut(shape) {
      const stub = await startStubServer(shape.world);
      stubs.push(stub);
      return layOutShape(shape, join(folder, shape.name), stub.origin);
    },
    async close() {
      for (const stub of stubs) await stub.close();
      await issuer.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As in production: `tsc -b`, then plain node. Type errors do not prevent the build or the measurement. */
function buildGateway(say: (line: string) => void): void {
  try {
    execFileSync('npx', ['tsc', '-b', 'gateway'], { cwd: repository, stdio: 'pipe' });
  } catch (error) {
    const { stdout = '' } = error as { readonly stdout?: Buffer | string };
    say(`the compiler reports errors; its output is measured anyway:\n${stdout}`);
  }
}

/** Starts a contender on a shape; it is ready once it has answered the shape's first query. */
export async function startEntrant(
  entrant: Entrant,
  laidOut: LaidOutShape,
  { issuer, headers }: Ground,
  options: {
    readonly profileFile?: string;
    readonly cores?: string;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<Contender> {
  const [port, adminPort] = [await freePort(), await freePort()];
  const plain = await entrant.launch({ laidOut, port, adminPort, issuer });
  const launch = options.profileFile === undefined ? plain : profilable(plain, options.profileFile);
  const [query] = laidOut.shape.queries;
  if (query === undefined) throw new Error(`${laidOut.shape.name} has no query`);
  const body = bodyOf(query);
  return startContender({
    name: entrant.title,
    command: launch.command,
    env: { ...launch.env, ...options.env },
    cwd: launch.cwd ?? laidOut.folder,
    url: `http://127.0.0.1:${port}${launch.path}`,
    probe: async (url) => {
      const response = await fetch(url, { method: 'POST', headers, body });
      const text = await response.text();
      if (!response.ok || !text.startsWith('{"data":{')) throw new Error(text.slice(0, 300));
    },
    ...(options.cores !== undefined && { cores: options.cores }),
  });
}
