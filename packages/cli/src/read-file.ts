import { readFile } from 'node:fs/promises';
import { CommandError } from './command-error.ts';

/** Reads a text file that the user named. @throws CommandError that names it */
export async function readNamedText(path: string): Promise<string> {
  return (await readNamed(path)).toString('utf8');
}

/** Reads a file that the user named. @throws CommandError that names it */
export async function readNamed(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new CommandError(`${path} cannot be read (${reason}); name a file that exists`);
  }
}
