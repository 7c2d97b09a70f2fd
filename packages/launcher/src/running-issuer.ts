import { rm, writeFile } from 'node:fs/promises';
import type { DataDirectory } from './data-directory.ts';
import { processMark, runningProcess } from './process-mark.ts';

const fileName = 'issuer.url';

/**
 * Publishes the issuer's URL in the data folder, so that `npm run token` there finds it on any port. It is
 * not secret: other accounts of this machine may request tokens too.
 *
 * @returns a function that removes it
 */
export async function announceIssuer(data: DataDirectory, url: string): Promise<() => Promise<void>> {
  const file = data.file(fileName);
  await writeFile(file, `${url}\n${await processMark()}`, { mode: 0o644 });
  return () => rm(file, { force: true });
}

/** Returns the URL published by a running demo; `null` if none runs there, or it was killed. */
export async function announcedIssuer(data: DataDirectory): Promise<string | null> {
  const [url = '', ...mark] = (await data.read(fileName))?.split('\n') ?? [];
  return URL.canParse(url) && (await runningProcess(mark.join('\n'))) !== null ? url : null;
}
