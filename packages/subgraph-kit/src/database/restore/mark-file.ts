import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '@civic-graph/service';
import { z } from 'zod';

const markSchema = z.object({
  epoch: z.number().int(),
  number: z.number().int(),
  token: z.uuid(),
  at: z.iso.datetime(),
  /** Last values of the sequences by name: numbers up to these have been issued. */
  sequences: z.record(z.string(), z.string().regex(/^\d+$/)),
});

/** What a service keeps outside its database, to detect a restore. */
export type Mark = z.infer<typeof markSchema>;

function fileOf(folder: string, agency: string): string {
  return join(folder, `${agency}.json`);
}

/** @throws ConfigurationError if the file exists but is unreadable, because it may show that data is lost */
export async function readMark(folder: string, agency: string): Promise<Mark | null> {
  const file = fileOf(folder, agency);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new ConfigurationError(`DATABASE_MARKS: ${file} cannot be read; check its owner and rights`);
  }
  try {
    return markSchema.parse(JSON.parse(text));
  } catch {
    throw new ConfigurationError(
      `DATABASE_MARKS: ${file} is not a mark; restore the file from its backup, or run: npx civic restore check ${agency}`,
    );
  }
}

/** Replaces the file as a whole, so that a crash leaves the old mark or the new one. */
export async function writeMark(folder: string, agency: string, mark: Mark): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = fileOf(folder, agency);
  // Replicas may share the folder, and have the same process id in their containers.
  const unfinished = `${file}.${randomUUID()}`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(mark)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
}
