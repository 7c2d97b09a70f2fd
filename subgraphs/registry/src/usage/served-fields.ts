import { readOwnership } from '@civic-graph/supergraph/graphql';
import { readSunsets } from '@civic-graph/supergraph/sunset';
import { Kind, parse } from 'graphql';
import type { Db, RolloutRow } from '../database/database.ts';
import { lastRollout, releasesOf } from '../rollout/find-rollout.ts';

/** What gateways serve, and whose it is. */
export interface ServedFields {
  /** Whether `Type.field` or `Type.field(argument:)` is part of a supergraph that gateways serve. */
  has(coordinate: string): boolean;
  /** Ids of the agencies that resolve the field; empty for an unknown one. */
  agenciesOf(coordinate: string): readonly string[];
  /** Date (ISO 8601, UTC) of the field's `@sunset` in the supergraph in force. */
  sunsetOn(coordinate: string): string | null;
}

/** Whether the field is the agency's alone; users of a shared field are those of other agencies too. */
export function ownsAlone(
  served: Pick<ServedFields, 'agenciesOf'> | null,
  coordinate: string,
  agency: string,
): boolean {
  const owners = served?.agenciesOf(coordinate) ?? [];
  return owners.length > 0 && owners.every((owner) => owner === agency);
}

/** Whether the date is past until which the field, or that of the argument, was announced to stay. */
export function isPastSunset(
  served: Pick<ServedFields, 'sunsetOn'> | null,
  coordinate: string,
  today: string,
): boolean {
  const on = served?.sunsetOn(coordinate) ?? null;
  return on !== null && on <= today;
}

/** The rollout in force and the one before it, and what they replace while they reach the gateways. */
const maxCached = 4;

/**
 * Reads the supergraph in force and the one before it, since gateways may serve either. Each is parsed once.
 *
 * @returns a function that returns `null` before the first publish
 */
export function createServedFields(db: Db): () => Promise<ServedFields | null> {
  const cached = new Map<string, Promise<ServedFields>>();
  return async () => {
    const head = await lastRollout(db);
    if (head === null) return null;
    const [current, ...before] = await Promise.all(versionsOf(head).map(fieldsOf));
    return {
      has: (coordinate) => [current, ...before].some((fields) => fields?.has(coordinate)),
      agenciesOf(coordinate) {
        const owners = current?.agenciesOf(coordinate) ?? [];
        return owners.length > 0 ? owners : before.flatMap((fields) => fields.agenciesOf(coordinate));
      },
      sunsetOn: (coordinate) => current?.sunsetOn(coordinate) ?? null,
    };
  };

  function fieldsOf(version: string): Promise<ServedFields> {
    const known = cached.get(version);
    if (known !== undefined) return known;
    const read = readFields(db, version);
    cached.set(version, read);
    read.catch(() => cached.delete(version));
    for (const oldest of cached.keys()) if (cached.size > maxCached) cached.delete(oldest);
    return read;
  }
}

function versionsOf({ supergraph, previous }: RolloutRow): string[] {
  return previous === null ? [supergraph] : [supergraph, previous];
}

async function readFields(db: Db, version: string): Promise<ServedFields> {
  const { sdl } = await db
    .selectFrom('supergraph_version')
    .select('sdl')
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  const agencies = new Map((await releasesOf(db, version)).map(({ subgraph, agency }) => [subgraph, agency]));
  const document = parse(sdl, { noLocation: true });
  const ownership = readOwnership(document);
  const sunsets = readSunsets(document);
  const coordinates = new Set<string>();
  for (const definition of document.definitions) {
    const hasFields =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!hasFields) continue;
    for (const field of definition.fields ?? []) {
      const coordinate = `${definition.name.value}.${field.name.value}`;
      coordinates.add(coordinate);
      for (const { name } of field.arguments ?? []) coordinates.add(`${coordinate}(${name.value}:)`);
    }
  }
  return {
    has: (coordinate) => coordinates.has(coordinate),
    agenciesOf(coordinate) {
      if (!coordinates.has(coordinate)) return [];
      const owners = ownership.ownersOf(fieldOf(coordinate));
      return [...new Set(owners.flatMap((subgraph) => agencies.get(subgraph) ?? []))];
    },
    sunsetOn: (coordinate) => sunsets.get(fieldOf(coordinate))?.on ?? null,
  };
}

/** The field of an argument, or the field itself. */
function fieldOf(coordinate: string): string {
  return coordinate.replace(/\(.*$/, '');
}
