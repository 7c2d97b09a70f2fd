import type { Cell } from '../data-sets/cell.ts';
import { linesAlong } from './sum-relation.ts';

/** A code of a cell that shares no line with another one, so the search cannot compare it. */
export interface IsolatedCode {
  readonly dimension: number;
  readonly code: string;
}

/**
 * Codes of cells that are alone on their lines in every dimension, such as a grand total without margins.
 *
 * @param isAccountedFor whether a code is a total, part of one, or in no sum
 */
export function isolatedCodes(
  cells: readonly Cell[],
  dimensions: number,
  isAccountedFor: (dimension: number, code: string) => boolean,
): readonly IsolatedCode[] {
  if (dimensions < 2) return [];
  const valued = cells.filter(({ value }) => value !== null);
  const isBeside = new Uint8Array(valued.length);
  const used = Array.from({ length: dimensions }, () => new Set<string>());
  for (const [dimension, codes] of used.entries()) {
    for (const { key } of valued) codes.add(key[dimension] ?? '');
    for (const line of linesAlong(dimension, valued)) {
      if (line.size > 1) for (const cell of line.values()) isBeside[cell] = 1;
    }
  }
  const found = new Map<string, IsolatedCode>();
  for (const [cell, { key }] of valued.entries()) {
    if (isBeside[cell] === 1) continue;
    for (const [dimension, code] of key.entries()) {
      if ((used[dimension]?.size ?? 0) < 2 || isAccountedFor(dimension, code)) continue;
      found.set(`${dimension} ${code}`, { dimension, code });
    }
  }
  return [...found.values()];
}
