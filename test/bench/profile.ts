import { existsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Launch } from './contenders/entrant.ts';

/** The parts of V8's CPU profile that are read here. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
    };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const writeDeadlineMs = 20_000;
/** Imported before the Node program to profile. */
export const recorder = new URL('contenders/record-profiles.mjs', import.meta.url).pathname;

/** The launch of a Node program, ready for profiling; other programs are unchanged. */
export function profilable<T extends Pick<Launch, 'command' | 'env'>>(launch: T, file: string): T {
  const [program, ...args] = launch.command;
  if (program !== process.execPath) return launch;
  return {
    ...launch,
    command: [program, '--import', recorder, ...args],
    env: { ...launch.env, PROFILE_FILE: file },
  };
}

/** Profiles a contender during `run`; see contenders/record-profiles.mjs. @returns a summary to print */
export async function profiled<T>(
  pid: number,
  { writtenTo, keptAs }: { readonly writtenTo: string; readonly keptAs: string },
  run: () => Promise<T>,
): Promise<{ readonly result: T; readonly summary: string }> {
  process.kill(pid, 'SIGUSR2');
  await wait(300);
  const result = await run();
  process.kill(pid, 'SIGUSR2');
  for (let waited = 0; !existsSync(writtenTo); waited += 100) {
    if (waited > writeDeadlineMs) throw new Error('the profile was not written in time');
    await wait(100);
  }
  // Written in one call, but visible from its first byte.
  await wait(1_000);
  await rename(writtenTo, keptAs);
  return { result, summary: summarize(JSON.parse(await readFile(keptAs, 'utf8')) as Profile) };
}

/** Self time by package and by function, in percent of the non-idle time. */
function summarize({ nodes, samples, timeDeltas }: Profile): string {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const byFunction = new Map<string, number>();
  const byPart = new Map<string, number>();
  let total = 0;
  for (const [index, id] of samples.entries()) {
    const { functionName, url, lineNumber } = frames.get(id)!;
    if (functionName === '(idle)') continue;
    const time = timeDeltas[index] ?? 0;
    const part = partOf(functionName, url);
    const place =
      url === ''
        ? ''
        : ` ${url.replace(/^.*\/(node_modules|gateway|packages|subgraphs)\//, '$1/')}:${lineNumber + 1}`;
    add(byFunction, `${functionName || '(anonymous)'}${place}`, time);
    add(byPart, part, time);
    total += time;
  }
  const lines = (title: string, times: ReadonlyMap<string, number>, count: number) => [
    `  ${title}`,
    ...[...times]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, count)
      .map(([name, time]) => `  ${((time / total) * 100).toFixed(1).padStart(6)} %  ${name}`),
  ];
  return [...lines('self time by part', byPart, 20), ...lines('self time by function', byFunction, 40)].join(
    '\n',
  );
}

/** A package, a folder of this project, or the engine itself. */
function partOf(functionName: string, url: string): string {
  if (url.startsWith('node:')) return url;
  const dependency = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (dependency !== undefined) return dependency;
  const own = /\/((?:gateway|(?:packages|subgraphs)\/[^/]+)\/dist(?:\/[^/]+)?)(?:\/|$)/.exec(url)?.[1];
  if (own !== undefined) return own;
  return url === '' ? functionName || '(native)' : url;
}

function add(times: Map<string, number>, name: string, time: number): void {
  times.set(name, (times.get(name) ?? 0) + time);
}
