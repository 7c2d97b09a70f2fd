import type { DataClass } from './operations.ts';

/** Classes of data, the most open one first. */
export const dataClasses = ['C0', 'C1', 'C2', 'C3', 'C4'] as const satisfies readonly DataClass[];

/** @returns `null` if the name is of no class */
export function dataClassOf(name: string | null): DataClass | null {
  return dataClasses.find((known) => known === name) ?? null;
}
