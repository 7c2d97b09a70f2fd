import { rm, writeFile } from 'node:fs/promises';
import type { DataDirectory } from './data-directory.ts';
import { processMark, runningProcess } from './process-mark.ts';

const fileName = 'issuer.url';

/**
 * Writes where the issuer of this demo is, so that `npm run token` in the same folder finds it whatever its
 * port. It is no secret: another account of this machine may ask for tokens too.
 *
 * @returns what takes it back
 */
export async function announceIssuer(data: DataDirectory, url: string): Promise<() => Promise<void>> {
  const file = data.file(fileName);
  await writeFile(file, `${url}\n${await processMark()}`, { mode: 0o644 });
  return () => rm(file, { force: true });
}

/** What the running demo has written; `null` where none runs, one was killed, or it lies elsewhere. */
export async function announcedIssuer(data: DataDirectory): Promise<string | null> {
  const [url = '', ...mark] = (await data.read(fileName))?.split('\n') ?? [];
  return URL.canParse(url) && (await runningProcess(mark.join('\n'))) !== null ? url : null;
}
