import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allServices, bundle, isUpToDate } from '@civic-graph/bundle';
import { freePort } from '@civic-graph/demo/database-server';
import { memoryFlags } from '@civic-graph/launcher';
import { testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { type NodeProcess, startNode } from '../../node-process.ts';
import { repository } from '../ground.ts';
import { cpuMsOf, rssMbOf, rssMbOfOne } from '../process-figures.ts';
import { recorder } from '../profile.ts';
import { type Cube, writeCube } from './cube.ts';

const name = 'statistics';
/** The caller of public data. */
const anyone = { kind: 'anonymous' } as const;
const loadLimitMs = 30 * 60_000;
const sampleMs = 200;

/** Memory of the service with the process that reads files, and of the latter alone, at their peaks. */
export interface Peaks {
  readonly allMb: number;
  readonly readerMb: number;
}

/** The statistics service in its own process, as `npm start` and images run it, with loaded data sets. */
export interface StatisticsStand {
  readonly pid: number;
  /** Seconds for loading, without those of a start with everything loaded. */
  readonly loadSeconds: number;
  /** Milliseconds of a start with everything loaded. */
  readonly startMs: number;
  readonly loadPeaks: Peaks;
  /** Milliseconds of CPU time for loading, of all processes. */
  readonly loadCpuMs: number;
  /** Sends a signed request. @returns the body of the answer */
  ask(query: string, variables: object): Promise<string>;
  close(): Promise<void>;
}

/**
 * Writes the data sets to the folder for temporary files, and lets the service load them.
 *
 * @param profileFile where the service writes its CPU profile; `null` for none
 */
export async function openStand(
  cubes: readonly Cube[],
  say: (line: string) => void,
  profileFile: string | null,
): Promise<StatisticsStand> {
  const services = await allServices(repository);
  if (!(await isUpToDate(repository, services))) await bundle(repository, services);
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-observations-'));
  // Also after an interruption: the files are large.
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const close = async () => {
    process.off('exit', remove);
    await rm(folder, { recursive: true, force: true });
  };
  let service: NodeProcess | undefined;
  try {
    const dataSets = join(folder, 'data-sets');
    await mkdir(dataSets);
    say('  writing files …');
    for (const cube of cubes) await writeCube(cube, dataSets);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env = {
      ...{ STATISTICS_DATASETS: dataSets, DATA_DIR: folder, DEPLOYMENT: 'demo', NODE_ENV: 'production' },
      ...{ SUBGRAPH_SECRET: testSecrets.subgraph, PORT: String(port), LOG_LEVEL: 'warn' },
      ...(profileFile === null ? {} : { NODE_OPTIONS: `--import ${recorder}`, PROFILE_FILE: profileFile }),
    };
    const start = async () => {
      const began = performance.now();
      service = startNode('bundle/statistics.js', env, { flags: memoryFlags().statistics ?? [] });
      const peaks = watchPeaks(service.pid);
      try {
        await service.ready(url, loadLimitMs);
      } finally {
        peaks.end();
      }
      const ms = performance.now() - began;
      return { running: service, ms, peaks: peaks.peaks(), cpuMs: cpuMsOf(service.pid) };
    };
    say('  loading …');
    const loaded = await start();
    await loaded.running.end();
    const again = await start();
    const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: name });
    return {
      pid: again.running.pid,
      loadSeconds: (loaded.ms - again.ms) / 1_000,
      startMs: again.ms,
      loadPeaks: loaded.peaks,
      loadCpuMs: loaded.cpuMs - again.cpuMs,
      async ask(query, variables) {
        const body = JSON.stringify({ query, variables });
        const signed = sign({
          method: 'POST',
          path: '/graphql',
          body,
          principal: anyone,
          requestId: randomUUID(),
        });
        const headers = { ...signed, 'content-type': 'application/json' };
        const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
        const text = await answer.text();
        if (answer.status !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 1_000));
        return text;
      },
      async close() {
        await again.running.end();
        await close();
      },
    };
  } catch (error) {
    await service?.end('SIGKILL');
    await close();
    throw error;
  }
}

/** Samples the memory of a process and its children until `end`. */
export function watchPeaks(pid: number): { peaks(): Peaks; end(): void } {
  let [allMb, readerMb] = [0, 0];
  const timer = setInterval(() => {
    const all = rssMbOf(pid);
    allMb = Math.max(allMb, all);
    readerMb = Math.max(readerMb, all - rssMbOfOne(pid));
  }, sampleMs);
  return { peaks: () => ({ allMb, readerMb }), end: () => clearInterval(timer) };
}
