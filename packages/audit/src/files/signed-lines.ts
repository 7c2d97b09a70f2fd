import { existsSync, readFileSync } from 'node:fs';

/** Content of a file of signed lines. */
export interface SignedLines<Line> {
  readonly lines: readonly Line[];
  /** Torn lines; they are evidence of nothing. */
  readonly torn: number;
  /** Whether the file contains a line that no gateway writes. */
  readonly isForged: boolean;
}

/**
 * Reads a file of JSON lines. A torn line is a prefix of a line, as a full disk or a crash leaves it; earlier
 * versions wrote the next line directly behind it.
 *
 * @param start prefix of each line
 * @param parse throws if the JSON is not such a line
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
      // A power failure can leave zeros in place of data.
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
