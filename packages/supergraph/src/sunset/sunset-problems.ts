import { parse } from 'graphql';
import { readableFields } from '../access-diff/readable-fields.ts';
import type { SchemaProblem } from '../composition/schema-problem.ts';
import { placeOf, readSubgraph } from '../composition/subgraph-document.ts';
import { locate } from '../graphql/locate.ts';
import { readSunsets, type Sunset } from './sunsets.ts';

export interface SunsetCheck {
  /** Supergraph in force, and the one that would replace it. */
  readonly before: string;
  readonly after: string;
  /** The subgraph whose release is checked. */
  readonly changed: { readonly name: string; readonly sdl: string };
  /** Date (ISO 8601, UTC). */
  readonly today: string;
}

/** Where a release breaks what was announced: a field goes before its date, or the date is no notice. */
export function sunsetProblems({ before, after, changed, today }: SunsetCheck): readonly SchemaProblem[] {
  const announced = sunsetsOf(before);
  const planned = sunsetsOf(after);
  const { coordinates } = announced.size === 0 ? { coordinates: new Set<string>() } : readableFields(after);
  const read = readSubgraph({ ...changed, url: '' });
  return [
    ...[...announced].flatMap(([coordinate, { on }]) =>
      on > today && !coordinates.has(coordinate)
        ? problem('REMOVED_BEFORE_SUNSET', coordinate, `was announced to stay until ${on}; remove it then`)
        : [],
    ),
    ...[...planned].flatMap(([coordinate, sunset]) =>
      dateProblem(coordinate, sunset, announced.get(coordinate)),
    ),
  ];

  function dateProblem(coordinate: string, { on }: Sunset, known: Sunset | undefined): SchemaProblem[] {
    if (known?.on === on) return [];
    if (on <= today) return problem('SUNSET_DATE', coordinate, `choose a date after ${today} for @sunset`);
    return known !== undefined && on < known.on
      ? problem('SUNSET_DATE', coordinate, `was announced to stay until ${known.on}; choose no earlier date`)
      : [];
  }

  function problem(code: string, coordinate: string, message: string): SchemaProblem[] {
    const node = 'document' in read ? locate(read.document, coordinate) : null;
    const place = placeOf(changed.name, 'schema.graphql', node);
    return [{ ...place, code, message: `${coordinate}: ${message}`, fixedBy: changed.name }];
  }
}

function sunsetsOf(supergraphSdl: string) {
  return readSunsets(parse(supergraphSdl, { noLocation: true }));
}
