import { type Condition, cellKey } from './cell-key.ts';
import type { Microdata } from './microdata.ts';
import type { MicrodataManifest, MicrodataVariable } from './microdata-manifest.ts';
import type { MicrodataStore } from './microdata-store.ts';
import { PerturbationTable } from './perturbation-table.ts';

/** A table that a reader asks for, by positions of variables and codes. */
export interface CustomTableRequest {
  readonly microdata: Microdata;
  readonly variables: readonly number[];
  /** The position of one code by that of its variable. */
  readonly where: ReadonlyMap<number, number>;
}

/** A published, perturbed count. */
export interface PublishedCell {
  /** One code for each variable of the table. */
  readonly codes: readonly string[];
  readonly count: number;
}

export const maximumCells = 1000;

/**
 * The cells of a table in the order of the codelists, cells without records included. A cell has the same
 * count in every table, so repeating or rearranging a query reveals nothing.
 */
export async function customTable(
  store: Pick<MicrodataStore, 'count'>,
  { microdata, variables, where }: CustomTableRequest,
): Promise<readonly PublishedCell[]> {
  const { manifest, load, secret } = microdata;
  const { smallestCount } = manifest.perturbation;
  const fixed = [...where].filter(([variable]) => !variables.includes(variable));
  const table = new PerturbationTable(manifest.perturbation);
  const counted = new Map(
    (await store.count(load, variables, new Map([...where].map(([one, code]) => [one, [code]])))).map(
      ({ positions, count, key }) => {
        const conditions = [
          ...variables.map((variable, index) => [variable, positions[index] ?? 0] as const),
          ...fixed,
        ].map((condition) => conditionOf(manifest, condition));
        const drawn = cellKey(secret, smallestCount, { conditions, count, key });
        return [positions.join(), table.published(count, drawn)] as const;
      },
    ),
  );
  const axes = variables.map((variable) => {
    const codes = manifest.variables[variable]?.codelist.codes ?? [];
    const accepted = where.get(variable);
    return codes.flatMap(({ code }, position) =>
      accepted === undefined || accepted === position ? [{ code, position }] : [],
    );
  });
  return product(axes).map((cell) => ({
    codes: cell.map(({ code }) => code),
    count: counted.get(cell.map(({ position }) => position).join()) ?? 0,
  }));
}

function conditionOf(
  { variables }: MicrodataManifest,
  [variable, code]: readonly [number, number],
): Condition {
  const { id = '', codelist } = variables[variable] ?? {};
  return [id, codelist?.codes[code]?.code ?? ''];
}

export function cellCount({ microdata: { manifest }, variables, where }: CustomTableRequest): number {
  const sizeOf = (variable: number, one: MicrodataVariable | undefined) =>
    where.has(variable) ? 1 : (one?.codelist.codes.length ?? 0);
  return variables.reduce((cells, variable) => cells * sizeOf(variable, manifest.variables[variable]), 1);
}

export function product<Item>(axes: readonly (readonly Item[])[]): readonly (readonly Item[])[] {
  return axes.reduce<readonly (readonly Item[])[]>(
    (cells, axis) => cells.flatMap((cell) => axis.map((item) => [...cell, item])),
    [[]],
  );
}
