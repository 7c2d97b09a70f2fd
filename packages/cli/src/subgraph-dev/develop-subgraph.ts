import { join, resolve } from 'node:path';
import type { Development } from '@civic-graph/registry/commands/develop';
import { watchFiles } from '@civic-graph/service';
import type { CommandContext } from '../command.ts';
import { CommandError, describeError } from '../command-error.ts';
import { type ReleaseFiles, readRelease } from '../registry/read-release.ts';
import { describeProblems } from './describe-outcome.ts';
import { readScript, readServer } from './read-server.ts';
import { isListening, type ServerProcess, startServer, untilListening } from './server-process.ts';

export interface DevelopOptions {
  readonly folder: string;
  readonly development: Development;
  /** Verifies calls of the demo's gateway. */
  readonly gatewayKey: string;
  /** Whether the demo still runs. */
  readonly isDemoRunning: () => Promise<boolean>;
  readonly stop: AbortSignal;
}

const lookMs = 2_000;

/**
 * Serves a folder's subgraph in a demo until the signal aborts: checks and publishes again when its schema or
 * manifest changes. A version with problems changes nothing.
 *
 * @throws CommandError where the folder or its server cannot be used, or the demo ends
 */
export async function developSubgraph(
  { folder: given, development, gatewayKey, isDemoRunning, stop }: DevelopOptions,
  { env, note }: Pick<CommandContext, 'env' | 'note'>,
): Promise<void> {
  const folder = resolve(given);
  const script = await readScript(folder);
  const { subgraph, port } = readServer((await readRelease(folder)).manifest);
  if (await isListening(port)) {
    throw new CommandError(`port ${port} is in use; end the server there, since this command starts its own`);
  }
  const changes = watchFolder(folder, stop);
  let server: ServerProcess | undefined;
  let tried: ReleaseFiles | undefined;
  try {
    while (!stop.aborted) {
      // Before reading, so that no change is missed.
      const turn = changes.next();
      const texts = await readRelease(folder).catch((error: unknown) => note(describeError(error)));
      if (texts && !isSame(texts, tried)) {
        tried = texts;
        await serve(texts, turn).catch((error: unknown) => note(describeError(error)));
      }
      while (!(await settledWithin(turn, lookMs))) {
        if (!(await isDemoRunning())) throw new CommandError('the demo has ended; start it again: npm start');
      }
    }
  } finally {
    changes.close();
    await server?.stop();
    await takeOut();
  }

  async function takeOut(): Promise<void> {
    try {
      if (await development.takeOut(subgraph)) note(`${subgraph}: taken out of the demo`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      note(`${subgraph} is taken out at the next start of the demo (${reason})`);
    }
  }

  async function serve(texts: ReleaseFiles, turn: AbortSignal): Promise<void> {
    const wanted = readServer(texts.manifest);
    if (wanted.subgraph !== subgraph || wanted.port !== port) {
      throw new CommandError('manifest.json: name and port stay while this command runs; start it again');
    }
    note(`${subgraph}: checking`);
    const outcome = await development.serve(texts, () => restart(turn));
    if (outcome.kind === 'refused') {
      note(describeProblems(outcome.problems, { subgraph, folder }));
      return note(`${subgraph}: refused; the last good version stays`);
    }
    if (outcome.warnings.length > 0) note(describeProblems(outcome.warnings, { subgraph, folder }));
    note(`${subgraph}: ${outcome.kind === 'served' ? 'in force' : 'in force already'}`);
  }

  /** With the new schema, which a watching script does not notice: the server reads it as a file. */
  async function restart(turn: AbortSignal): Promise<void> {
    if (stop.aborted) throw new CommandError(`${subgraph}: stopped`);
    const before = server;
    // First, so that its end is expected.
    server = undefined;
    await before?.stop();
    const started = startServer({
      ...{ folder, script, port },
      env: { ...env, HOST: '127.0.0.1', PORT: String(port), GATEWAY_PUBLIC_KEY: gatewayKey },
      onLine: (line) => note(`  ${line}`),
    });
    server = started;
    void started.exited.then((how) => {
      if (server !== started || stop.aborted) return;
      server = undefined;
      tried = undefined;
      note(`${subgraph}: the server has ended ${how}; it starts again when you save a file`);
    });
    const ended = started.exited.then(() => false);
    if (await Promise.race([untilListening(port, turn), ended])) return;
    tried = undefined;
    throw new CommandError(`${subgraph}: not published, since the server did not start`);
  }
}

function isSame(one: ReleaseFiles, other: ReleaseFiles | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Turns that end with the next change in a folder, or when the signal aborts. */
function watchFolder(folder: string, stop: AbortSignal) {
  let turn = new AbortController();
  const end = () => turn.abort();
  const unwatch = watchFiles([], end, [folder, join(folder, 'src')]);
  stop.addEventListener('abort', end);
  return {
    next(): AbortSignal {
      turn = new AbortController();
      if (stop.aborted) turn.abort();
      return turn.signal;
    },
    close() {
      unwatch();
      stop.removeEventListener('abort', end);
    },
  };
}

function settledWithin(signal: AbortSignal, ms: number): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(true);
  return new Promise((resolve) => {
    const done = (isSettled: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', settled);
      resolve(isSettled);
    };
    const settled = () => done(true);
    const timer = setTimeout(() => done(false), ms);
    signal.addEventListener('abort', settled);
  });
}
