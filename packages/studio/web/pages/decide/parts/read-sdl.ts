import { type ConstDirectiveNode, Kind, parse, valueFromASTUntyped } from 'graphql';
import type { DataClass } from '../../../graph/operations.ts';

/** What a subgraph's schema says about one of its fields. */
export interface FieldFacts {
  /** Such as `Citizen.profile`. */
  readonly coordinate: string;
  readonly typeName: string;
  readonly description: string | null;
  readonly dataClass: DataClass | null;
  /** Scopes that it requires, in any combination. */
  readonly scopes: readonly string[];
}

/** Types whose fields clients do not select. */
const hidden = /^(?:link|federation)__|^_/;

/**
 * The fields of a subgraph by coordinate, from the text that its agency has published.
 * @throws GraphQLError if it is no schema
 */
export function readSdl(sdl: string): ReadonlyMap<string, FieldFacts> {
  const fields = new Map<string, FieldFacts>();
  for (const type of parse(sdl, { noLocation: true }).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const typeName = type.name.value;
    if (hidden.test(typeName)) continue;
    const ofType = type.directives ?? [];
    for (const { name, description, directives = [] } of type.fields ?? []) {
      if (directives.some((directive) => directive.name.value === 'inaccessible')) continue;
      const coordinate = `${typeName}.${name.value}`;
      fields.set(coordinate, {
        coordinate,
        typeName,
        description: description?.value.replaceAll(/\s+/g, ' ') ?? null,
        dataClass: classOf(directives) ?? classOf(ofType),
        scopes: [...new Set([...scopesOf(ofType), ...scopesOf(directives)])],
      });
    }
  }
  return fields;
}

function classOf(directives: readonly ConstDirectiveNode[]): DataClass | null {
  const value = argumentOf(directives, 'dataClass', 'class');
  return classes.find((known) => known === value) ?? null;
}

const classes: readonly DataClass[] = ['C0', 'C1', 'C2', 'C3', 'C4'];

function scopesOf(directives: readonly ConstDirectiveNode[]): string[] {
  const value = argumentOf(directives, 'requiresScopes', 'scopes');
  return Array.isArray(value) ? value.flat(2).map(String) : [];
}

function argumentOf(directives: readonly ConstDirectiveNode[], directive: string, argument: string): unknown {
  const found = directives
    .find(({ name }) => name.value === directive)
    ?.arguments?.find(({ name }) => name.value === argument);
  return found === undefined ? undefined : valueFromASTUntyped(found.value);
}
