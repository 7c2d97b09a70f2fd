import { execFileSync } from 'node:child_process';
import { type NodeProcess, repository, startProgram } from '../../node-process.ts';

/** Debian's interpreter, which has Debian's packages. */
const interpreter = '/usr/bin/python3';

/** Why the server in Python cannot run here, or null. Nothing may be skipped on CI. */
export const pythonIsAbsent = isAbsent();

/** The agency "libraries" in Python. Its first line of output is its URL. */
export function startPythonLibraries(secret: string): NodeProcess {
  const file = `${repository}test/e2e/subgraph-verify/python/libraries.py`;
  // Writes no compiled files beside the sources.
  return startProgram('libraries.py', [interpreter, '-B', file], { SUBGRAPH_SECRET: secret });
}

function isAbsent(): string | null {
  try {
    execFileSync(interpreter, ['-c', 'import aiohttp, graphql'], { stdio: 'ignore' });
    return null;
  } catch {
    const reason = `${interpreter} lacks a module: install python3-graphql-core and python3-aiohttp`;
    if (process.env.CI === 'true') throw new Error(reason);
    return reason;
  }
}
