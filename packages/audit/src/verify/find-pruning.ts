import { readEntry } from '../format/entry.ts';

/** Position at which a chain records that its entries up to a number were removed. */
export interface PruningNote {
  /** Number of the note itself. */
  readonly number: number;
  readonly head: string;
}

/** The note is trusted only after the chain that contains it is verified. */
export function findPruning(lines: Iterable<string>, upTo: number): PruningNote | null {
  for (const line of lines) {
    if (!line.includes('"event":"pruned"')) continue;
    const note = readNote(line);
    if (note?.event === 'pruned' && note.upTo === upTo) {
      return { number: Number.parseInt(line, 10), head: note.head };
    }
  }
  return null;
}

function readNote(line: string) {
  try {
    const entry = readEntry(JSON.parse(line.slice(line.indexOf('{'))));
    return entry.kind === 'note' ? entry : null;
  } catch {
    return null;
  }
}
