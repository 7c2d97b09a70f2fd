import { readEntry } from './entry.ts';

/** Where a chain says that its entries up to a number were removed. */
export interface PruningNote {
  /** Its own number. */
  readonly number: number;
  readonly head: string;
}

/** What it says is believed only once the chain that it stands in is verified. */
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
