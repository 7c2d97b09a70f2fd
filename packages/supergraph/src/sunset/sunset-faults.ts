import type { ASTNode } from 'graphql';
import type { SubgraphDocument } from '../composition/subgraph-document.ts';
import { mayHaveSunset } from '../graphql/type-declarations.ts';
import { type Sunsets, type SunsetUse, sunsetUses } from './sunsets.ts';

export interface SunsetFault {
  readonly node: ASTNode;
  readonly message: string;
}

/** Uses of `@sunset` in a subgraph that callers would not be told of. */
export function sunsetFaults({ document }: SubgraphDocument, composed: Sunsets): readonly SunsetFault[] {
  return sunsetUses(document).flatMap((use): SunsetFault[] => {
    const message = faultOf(use, composed);
    return message === null ? [] : [{ node: use.directive, message: `${use.coordinate}: ${message}` }];
  });
}

function faultOf({ type, coordinate, on, reason }: SunsetUse, composed: Sunsets): string | null {
  if (!mayHaveSunset(type)) {
    return 'write @sunset on the fields of the object types, since access and usage are counted there';
  }
  if (on === null) return 'write the date as in @sunset(on: "2027-06-30")';
  if (reason === null) return 'write @deprecated beside @sunset';
  return composed.has(coordinate)
    ? null
    : 'import @sunset from https://civic-graph.example/sunset/v1.0 with @link, and add @composeDirective(name: "@sunset")';
}
