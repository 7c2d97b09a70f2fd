import { existsSync, readFileSync } from 'node:fs';

/** What a file of signed lines holds. */
export interface SignedLines<Line> {
  readonly lines: readonly Line[];
  /** Lines that were cut off while they were written; they are evidence of nothing. */
  readonly torn: number;
  /** Whether a line is there that no gateway writes. */
  readonly isForged: boolean;
}

/**
 * Reads a file of JSON lines. A line is torn where it is the beginning of one, as a full disk or a crash
 * leaves it; earlier versions wrote the next line right behind such a beginning.
 *
 * @param start how each line begins
 * @param parse throws where JSON is no such line
 */
export function readSignedLines<Line>(
  file: string,
  start: string,
  parse: (value: unknown) => Line,
): SignedLines<Line> {
  if (!existsSync(file)) return { lines: [], torn: 0, isForged: false };
  const lines: Line[] = [];
  let [torn, isForged] = [0, false];
  for (const text of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const begun = text.lastIndexOf(start);
    const json = parseJson(begun > 0 ? text.slice(begun) : text);
    if (begun > 0 || json === undefined) {
      // A power failure may leave zeros where the data should be.
      if (begun >= 0 || start.startsWith(text) || /^\0+$/.test(text)) torn += 1;
      else isForged = true;
    }
    if (json === undefined) continue;
    try {
      lines.push(parse(json));
    } catch {
      isForged = true;
    }
  }
  return { lines, torn, isForged };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
