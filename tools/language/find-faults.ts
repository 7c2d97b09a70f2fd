import { bannedTerms } from './terms.ts';

/** A place where a text breaks a rule of plain English. */
export interface Fault {
  readonly line: number;
  /** The banned word as written; `null` for a comment line that is too long. */
  readonly word: string | null;
  readonly message: string;
}

/** Columns of a comment line. Default is 110, the width that the formatter gives to code. */
const maxColumns = 110;

const commentLine = /^\s*(?:\/\/|\/\*|\*)/;

/** Finds banned words, also in names, and, in source code, comment lines that are too wide. */
export function findFaults(path: string, text: string): readonly Fault[] {
  const isSource = /\.(?:ts|tsx|mjs)$/.test(path);
  return text.split('\n').flatMap((content, index) => {
    const line = index + 1;
    const faults: Fault[] = [];
    for (const { pattern, use } of bannedTerms) {
      const word = pattern.exec(content)?.[0];
      if (word !== undefined) faults.push({ line, word, message: `"${word}": write ${use}` });
    }
    if (isSource && content.length > maxColumns && isBreakable(content))
      faults.push({
        line,
        word: null,
        message: `a comment of ${content.length} columns: break it at ${maxColumns}`,
      });
    return faults;
  });
}

/** A directive or an address has to stay on its line. */
function isBreakable(content: string): boolean {
  return commentLine.test(content) && !/https?:\/\/|biome-ignore|@ts-/.test(content);
}
