import { differingDigits, sameDigits } from '../load/request.ts';
import type { World } from '../stubs/world.ts';

/** A graph on which contenders are measured, and its queries. */
export interface Shape {
  readonly name: string;
  readonly subgraphs: readonly ShapeSubgraph[];
  readonly world: World;
  readonly queries: readonly ShapeQuery[];
}

export interface ShapeSubgraph {
  readonly name: string;
  /** SDL with everything that this project's gateway requires: data classes, and rules on some fields. */
  readonly sdl: string;
  /** Types of other subgraphs that this one extends (an extension in Federation 1). */
  readonly extends: readonly string[];
}

export interface ShapeQuery {
  readonly name: string;
  readonly text: string;
  /** JSON that contains `differingDigits`. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Requests per second at the fixed rate, which the slowest contender still serves. */
  readonly rate: number;
}

/** @param digits ten digits, or their placeholder */
export function variablesOf(
  { variables }: ShapeQuery,
  digits = sameDigits,
): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(variables).replace(differingDigits, digits)) as Record<string, unknown>;
}

export function bodyOf(query: ShapeQuery, digits = sameDigits): string {
  return JSON.stringify({ query: query.text, variables: variablesOf(query, digits) });
}
