import type { SchemaField } from '../../../graph/read-schema.ts';
import { type HeldType, heldTypes } from '../held-types.ts';

/** A field that leads from its type to another type. */
export interface TypeLink {
  readonly field: SchemaField;
  readonly to: string;
}

export interface MappedType {
  readonly name: string;
  /** The subgraph with most of its fields. */
  readonly home: string;
  /** Other subgraphs that add fields. */
  readonly addedTo: readonly string[];
}

/** Fields by which one agency's types lead to another's, or which one agency adds to another's types. */
export interface AgencyLink {
  readonly from: string;
  readonly to: string;
  readonly fields: readonly SchemaField[];
}

export interface SchemaMap {
  readonly types: ReadonlyMap<string, MappedType>;
  readonly links: readonly TypeLink[];
  readonly agencyLinks: readonly AgencyLink[];
}

/** Where operations start. Every agency adds fields to them, so they belong to none. */
const roots: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);
/** Types that only serve pages and mutations, which the map leaves out. */
const auxiliary = /(?:Connection|Edge|Payload)$|^PageInfo$/;

export function mapSchema(fields: readonly SchemaField[]): SchemaMap {
  const heldType = heldTypes(fields);
  const drawn = fields.filter(({ typeName }) => !auxiliary.test(typeName));
  const types = typesOf(drawn.filter(({ typeName }) => !roots.has(typeName)));
  const links = drawn.flatMap((field) => {
    const to = heldType(field.valueType);
    return types.has(to) ? [{ field, to }] : [];
  });
  return { types, links, agencyLinks: agencyLinksOf(drawn, types, heldType) };
}

/** The links of a type: the fields that lead to it, and the fields that lead from it. */
export function linksAt({ links }: SchemaMap, type: string) {
  return {
    arriving: links.filter(({ to, field }) => to === type && field.typeName !== type),
    leaving: links.filter(({ field }) => field.typeName === type),
  };
}

function typesOf(fields: readonly SchemaField[]): ReadonlyMap<string, MappedType> {
  const counts = new Map<string, Map<string, number>>();
  for (const { typeName, subgraph } of fields) {
    const count = counts.get(typeName) ?? new Map<string, number>();
    count.set(subgraph, (count.get(subgraph) ?? 0) + 1);
    counts.set(typeName, count);
  }
  const types = [...counts].map(([name, count]) => {
    const [home = '', ...addedTo] = [...count]
      .sort(([one, most], [other, more]) => more - most || one.localeCompare(other))
      .map(([subgraph]) => subgraph);
    return [name, { name, home, addedTo }] as const;
  });
  return new Map(types.sort(([one], [other]) => one.localeCompare(other)));
}

function agencyLinksOf(
  fields: readonly SchemaField[],
  types: ReadonlyMap<string, MappedType>,
  heldType: HeldType,
): readonly AgencyLink[] {
  const links = new Map<string, { from: string; to: string; fields: SchemaField[] }>();
  const homeOf = ({ typeName }: SchemaField) => types.get(typeName)?.home;
  const atHome = new Set(
    fields.filter((field) => homeOf(field) === field.subgraph).map(({ coordinate }) => coordinate),
  );
  for (const field of fields) {
    const from = homeOf(field);
    // A key of the type, which every subgraph with the type repeats.
    if (from !== field.subgraph && atHome.has(field.coordinate)) continue;
    const to = types.get(heldType(field.valueType))?.home ?? field.subgraph;
    if (from === undefined || from === to) continue;
    const key = `${from} ${to}`;
    const link = links.get(key) ?? { from, to, fields: [] };
    link.fields.push(field);
    links.set(key, link);
  }
  return [...links.values()];
}
