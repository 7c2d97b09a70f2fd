import { readFile } from 'node:fs/promises';
import { accessDiff, parseApprovedScopes } from '@civic-graph/gateway';
import { approvedScopes } from '@civic-graph/testing';

const usage = `Usage: npm run --silent access-diff -- OLD NEW [APPS]
  OLD, NEW  supergraph SDL files
  APPS      JSON file {"client id": ["scope", ...]}; without it, the apps of the demonstration
Prints who gains or loses which field. Exit code: 0 no change, 1 changes, 2 an input that cannot be used.
`;

/** A file that cannot be read or used; its message names it. */
class InputError extends Error {
  override readonly name = 'InputError';
}

/** What a run of the command comes to: 0 no change, 1 changes, 2 an input that cannot be used. */
export interface Outcome {
  readonly code: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
}

export async function runAccessDiff(args: readonly string[]): Promise<Outcome> {
  try {
    const lines = await changes(args);
    return { code: lines.length === 0 ? 0 : 1, out: lines.join(''), err: '' };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { code: 2, out: '', err: `${error.message}\n` };
  }
}

async function changes([oldFile, newFile, appsFile]: readonly string[]): Promise<string[]> {
  if (oldFile === undefined || newFile === undefined) throw new InputError(usage);
  const apps = appsFile === undefined ? approvedScopes : await readApps(appsFile);
  const [before, after] = [await read(oldFile), await read(newFile)];
  // Each against itself first: a supergraph that is no good is then named.
  for (const [file, sdl] of [
    [oldFile, before],
    [newFile, after],
  ] as const)
    used(file, () => accessDiff(sdl, sdl, {}));
  return accessDiff(before, after, apps).map(
    ({ change, coordinate, caller }) => `${change}  ${coordinate}  ${caller}\n`,
  );
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new InputError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readApps(file: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const text = await read(file);
  return used(file, () => parseApprovedScopes(text));
}

function used<T>(file: string, use: () => T): T {
  try {
    return use();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`${file} cannot be used: ${reason}`);
  }
}
