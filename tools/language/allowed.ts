import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Words that a file may use: a quotation, a persona, or generated text. */
interface Allowed {
  /** A file, or a folder with a slash at its end. */
  readonly path: string;
  /** Banned words that it may use, in lower case. Default is all of them. */
  readonly words?: readonly string[];
  readonly reason: string;
}

const path = fileURLToPath(new URL('allowed.json', import.meta.url));
const list = JSON.parse(readFileSync(path, 'utf8')) as readonly Allowed[];

/** Whether a file may use a word; `null` stands for a comment line that is too wide. */
export function isAllowed(file: string, word: string | null): boolean {
  return list.some(
    ({ path: allowed, words }) =>
      (allowed.endsWith('/') ? file.startsWith(allowed) : file === allowed) &&
      (words === undefined || (word !== null && words.includes(word.toLowerCase()))),
  );
}
