import { setImmediate } from 'node:timers/promises';

/** Characters that are parsed in one event loop iteration, unless a single row is longer. */
export const charactersPerTurn = 100_000;

/**
 * Parses rows as the engine writes them, one JSON array per line, in parts that bound the time of an event
 * loop iteration.
 *
 * @param parse for tests of the bound
 */
export async function parseRows(
  text: string,
  parse: (json: string) => unknown = JSON.parse,
): Promise<readonly (readonly unknown[])[]> {
  const rows: (readonly unknown[])[] = [];
  for (let start = 0; start < text.length; ) {
    if (start > 0) await setImmediate();
    const end = endOfPart(text, start);
    // Line feeds in texts are escaped, so each of these separates rows.
    const part = text.slice(start, end).trimEnd().replaceAll('\n', ',');
    for (const row of parse(`[${part}]`) as unknown[]) {
      // A server may report a failure as an object after the rows that it has sent.
      if (!Array.isArray(row)) throw new TypeError('a row of the engine is not an array');
      rows.push(row);
    }
    start = end;
  }
  return rows;
}

/** After the last row that ends within the part, or after the first one if that is longer. */
function endOfPart(text: string, start: number): number {
  if (text.length - start <= charactersPerTurn) return text.length;
  const last = text.lastIndexOf('\n', start + charactersPerTurn - 1);
  const end = last >= start ? last : text.indexOf('\n', start + charactersPerTurn);
  return end < 0 ? text.length : end + 1;
}
