import { readFile } from 'node:fs/promises';
import { cellSecret } from '../src/microdata/cell-key.ts';
import { customTable } from '../src/microdata/custom-table.ts';
import type { Microdata } from '../src/microdata/microdata.ts';
import { parseMicrodataManifest } from '../src/microdata/microdata-manifest.ts';
import { type MicrodataStore, recordKey } from '../src/microdata/microdata-store.ts';

const folder = new URL('../datasets/households/', import.meta.url);

/** A cell as everybody can read it, beside the true count. */
export interface ComparedCell {
  /** Positions of codes by position of variable. */
  readonly conditions: ReadonlyMap<number, number>;
  readonly published: number;
  readonly truth: number;
}

/** The demo's households without the engine, so that many keys can be tried. */
export async function demoHouseholds() {
  const text = await readFile(new URL('households.microdata.json', folder), 'utf8');
  const parsed = parseMicrodataManifest(text, 'households');
  if (!parsed.ok) throw new Error('the demo manifest is refused');
  const manifest = parsed.value;
  const csv = await readFile(new URL('households.csv', folder), 'utf8');
  const [header = [], ...lines] = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const codes = manifest.variables.map(({ codelist }) => codelist.codes.map(({ code }) => code));
  const columns = manifest.variables.map(({ column }) => header.indexOf(column));
  const records = lines.map((fields) => ({
    id: fields[header.indexOf(manifest.record.column)] ?? '',
    positions: columns.map((column, variable) => codes[variable]?.indexOf(fields[column] ?? '') ?? -1),
  }));
  return { manifest, records, sizes: codes.map(({ length }) => length) };
}

/** Every cell that can be published under a disclosure key: all tables of at most `maximumVariables`. */
export async function publishedCells(
  { manifest, records, sizes }: Awaited<ReturnType<typeof demoHouseholds>>,
  disclosureKey: Uint8Array,
): Promise<readonly ComparedCell[]> {
  const keyed = records.map(({ id, positions }) => ({
    positions,
    key: Number(BigInt(recordKey(disclosureKey, manifest.id, id)) % 2n ** 32n),
  }));
  let truth = new Map<string, number>();
  const store: Pick<MicrodataStore, 'count'> = {
    async count(_load, variables) {
      const found = new Map<string, { positions: number[]; count: number; key: number }>();
      for (const { positions, key } of keyed) {
        const at = variables.map((variable) => positions[variable] ?? 0);
        const cell = found.get(at.join()) ?? { positions: at, count: 0, key: 0 };
        found.set(at.join(), { ...cell, count: cell.count + 1, key: (cell.key + key) % 2 ** 32 });
      }
      truth = new Map([...found].map(([at, { count }]) => [at, count]));
      return [...found.values()].map((cell) => ({ ...cell, key: cell.key / 2 ** 32 }));
    },
  };
  const secret = cellSecret(disclosureKey, manifest.id);
  const microdata: Microdata = { manifest, secret, file: '', load: '', version: '' };
  const cells: ComparedCell[] = [];
  for (let mask = 1; mask < 2 ** sizes.length; mask += 1) {
    const variables = sizes.flatMap((_, variable) => ((mask >> variable) & 1 ? [variable] : []));
    if (variables.length > manifest.maximumVariables) continue;
    for (const { codes, count } of await customTable(store, { microdata, variables, where: new Map() })) {
      const at = variables.map((variable, index) => {
        const { codelist } = manifest.variables[variable] ?? {};
        return codelist?.codes.findIndex(({ code }) => code === codes[index]) ?? -1;
      });
      const conditions = new Map(variables.map((variable, index) => [variable, at[index] ?? -1]));
      cells.push({ conditions, published: count, truth: truth.get(at.join()) ?? 0 });
    }
  }
  return cells;
}

/**
 * The attack: counts of the finest cells that are not negative and fit all published counts best (least
 * squares, accelerated projected gradient), as they are and added up for each published cell.
 */
export function reconstruct(cells: readonly ComparedCell[], sizes: readonly number[]) {
  const finest = sizes.reduce<number[][]>(
    (all, size) =>
      all.flatMap((positions) => Array.from({ length: size }, (_, code) => [...positions, code])),
    [[]],
  );
  const members = cells.map(({ conditions }) =>
    finest.flatMap((positions, index) =>
      [...conditions].every(([variable, code]) => positions[variable] === code) ? [index] : [],
    ),
  );
  const sums = (counts: Float64Array) =>
    members.map((those) => those.reduce((sum, index) => sum + (counts[index] ?? 0), 0));
  const rowSums = new Float64Array(finest.length);
  for (const those of members)
    for (const index of those) rowSums[index] = (rowSums[index] ?? 0) + those.length;
  const step = 1 / Math.max(...rowSums);
  let counts = new Float64Array(finest.length);
  let ahead = counts;
  let momentum = 1;
  for (let round = 0; round < 400; round += 1) {
    const gradient = new Float64Array(finest.length);
    for (const [cell, sum] of sums(ahead).entries()) {
      const excess = sum - (cells[cell]?.published ?? 0);
      for (const index of members[cell] ?? []) gradient[index] = (gradient[index] ?? 0) + excess;
    }
    const next = ahead.map((count, index) => Math.max(0, count - step * (gradient[index] ?? 0)));
    const faster = (1 + Math.sqrt(1 + 4 * momentum ** 2)) / 2;
    const before = counts;
    ahead = next.map((count, index) => count + ((momentum - 1) / faster) * (count - (before[index] ?? 0)));
    counts = next;
    momentum = faster;
  }
  return { finest: [...counts], published: sums(counts) };
}
