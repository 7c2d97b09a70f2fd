import { mkdir, open, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../command-error.ts';
import { readNamedText } from '../read-file.ts';
import { type GeneratedSecret, lineOf } from './generate-secrets.ts';

/** Names of the secrets that were written, and of existing ones, which are unchanged. */
export interface WrittenSecrets {
  readonly written: readonly string[];
  readonly kept: readonly string[];
}

/**
 * Writes each secret to a file of its name, for `NAME_FILE`. An existing file is never replaced, because some
 * secrets must not change.
 */
export async function writeSecrets(
  folder: string,
  secrets: readonly GeneratedSecret[],
): Promise<WrittenSecrets> {
  const [written, kept]: [string[], string[]] = [[], []];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const { name, value } of secrets) {
    ((await writeOnce(join(folder, name), `${value}\n`)) ? written : kept).push(name);
  }
  return { written, kept };
}

/** Fills in the empty lines `NAME=` of an environment file, and appends missing ones. */
export async function fillSecrets(
  file: string,
  secrets: readonly GeneratedSecret[],
): Promise<WrittenSecrets> {
  let text = await readNamedText(file);
  const [written, kept]: [string[], string[]] = [[], []];
  for (const secret of secrets) {
    const empty = new RegExp(`^${secret.name}=$`, 'm');
    const isEmpty = empty.test(text);
    if (isEmpty) text = text.replace(empty, () => lineOf(secret));
    else if (!new RegExp(`^${secret.name}=`, 'm').test(text)) text += `${lineOf(secret)}\n`;
    const isThere = !isEmpty && !text.endsWith(`${lineOf(secret)}\n`);
    (isThere ? kept : written).push(secret.name);
  }
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, text, { mode: 0o600 });
  await rename(unfinished, file);
  return { written, kept };
}

/** @returns false if the file already exists */
async function writeOnce(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw new CommandError(`--folder: ${file} cannot be written; check its owner and rights`);
  }
}
