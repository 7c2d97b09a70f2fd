import { differingDigits, sameDigits } from '../load/request.ts';
import type { World } from '../stubs/world.ts';

/** A graph that contenders are measured on, and the queries. */
export interface Shape {
  readonly name: string;
  readonly subgraphs: readonly ShapeSubgraph[];
  readonly world: World;
  readonly queries: readonly ShapeQuery[];
}

export interface ShapeSubgraph {
  readonly name: string;
  /** SDL with everything that this project's gateway demands: data classes, and rules on some fields. */
  readonly sdl: string;
  /** Types of other subgraphs that this one adds fields to: what Federation 1 calls an extension. */
  readonly extends: readonly string[];
}

export interface ShapeQuery {
  readonly name: string;
  readonly text: string;
  /** JSON with `differingDigits` in it. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Requests a second for the run at a fixed rate: what the slowest contender still serves. */
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
