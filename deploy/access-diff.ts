import { readFile } from 'node:fs/promises';

// Read by @apollo/gateway when it is imported: it would report to its maker otherwise.
process.env.APOLLO_TELEMETRY_DISABLED = '1';
const { accessDiff, parseApprovedScopes } = await import('@civic-graph/gateway');
const { approvedScopes } = await import('@civic-graph/testing');

const usage = `Usage: npm run --silent access-diff -- OLD NEW [APPS]
  OLD, NEW  supergraph SDL files
  APPS      JSON file {"client id": ["scope", ...]}; without it, the apps of the demonstration
Prints who gains or loses which field. Exit code: 0 no change, 1 changes, 2 an input that cannot be used.
`;

/** A file that cannot be read or used; its message names it. */
class InputError extends Error {
  override readonly name = 'InputError';
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function main([oldFile, newFile, appsFile]: readonly string[]): Promise<number> {
  if (oldFile === undefined || newFile === undefined) throw new InputError(usage);
  const apps = appsFile === undefined ? approvedScopes : await readApps(appsFile);
  const [before, after] = [await read(oldFile), await read(newFile)];
  // Each against itself first: a supergraph that is no good is then named.
  for (const [file, sdl] of [
    [oldFile, before],
    [newFile, after],
  ] as const)
    used(file, () => accessDiff(sdl, sdl, {}));
  const changes = accessDiff(before, after, apps);
  for (const { change, coordinate, caller } of changes) {
    process.stdout.write(`${change}  ${coordinate}  ${caller}\n`);
  }
  return changes.length === 0 ? 0 : 1;
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
