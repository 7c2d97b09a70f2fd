import { directiveArguments, schemaLinks } from '@civic-graph/policy';
import { type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode, Kind } from 'graphql';
import { type FieldsNode, hasFields, typeDeclarations } from '../graphql/type-declarations.ts';

/** A deprecated field and when it may be removed. */
export interface Sunset {
  /** Date (ISO 8601, UTC): until then the field stays. */
  readonly on: string;
  /** Reason of `@deprecated`: what to use instead. */
  readonly reason: string;
}

/** `Type.field` -> its sunset. */
export type Sunsets = ReadonlyMap<string, Sunset>;

/** A use of `@sunset`, as written. */
export interface SunsetUse {
  readonly type: FieldsNode;
  readonly field: FieldDefinitionNode;
  readonly coordinate: string;
  readonly directive: ConstDirectiveNode;
  /** `null` where it is no date. */
  readonly on: string | null;
  /** `null` without `@deprecated`. */
  readonly reason: string | null;
}

const specification = 'https://civic-graph.example/sunset';
const version = 'v1.0';
const defaultReason = 'No longer supported';

/** Fields with a valid `@sunset` beside `@deprecated`; anything else is left out, since it guards nothing. */
export function readSunsets(document: DocumentNode): Sunsets {
  const name = linkedName(document);
  const sunsets = new Map<string, Sunset>();
  if (name === null) return sunsets;
  for (const { coordinate, on, reason } of usesOf(document, name)) {
    if (on !== null && reason !== null) sunsets.set(coordinate, { on, reason });
  }
  return sunsets;
}

/** Uses of `@sunset` in a subgraph, also where it is not linked and so never reaches the supergraph. */
export function sunsetUses(document: DocumentNode): readonly SunsetUse[] {
  return usesOf(document, linkedName(document) ?? 'sunset');
}

/** Whether a text is a date of the calendar, such as `2027-06-30`. */
export function isDate(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function linkedName(document: DocumentNode): string | null {
  const link = schemaLinks(document).find((each) => each.identity === specification);
  if (link?.version !== version) return null;
  // A directive with its specification's name is named after the namespace alone.
  return link.imports.get('@sunset')?.slice(1) ?? link.namespace;
}

function usesOf(document: DocumentNode, name: string): SunsetUse[] {
  return [...typeDeclarations(document).values()]
    .flat()
    .filter(hasFields)
    .flatMap((type) => (type.fields ?? []).flatMap((field) => useOf(type, field, name)));
}

function useOf(type: FieldsNode, field: FieldDefinitionNode, name: string): SunsetUse[] {
  const directive = field.directives?.find((each) => each.name.value === name);
  if (directive === undefined) return [];
  const { on } = directiveArguments(directive);
  const coordinate = `${type.name.value}.${field.name.value}`;
  return [{ type, field, coordinate, directive, on: isDate(on) ? on : null, reason: deprecation(field) }];
}

function deprecation({ directives = [] }: FieldDefinitionNode): string | null {
  const deprecated = directives.find(({ name }) => name.value === 'deprecated');
  if (deprecated === undefined) return null;
  const reason = deprecated.arguments?.find(({ name }) => name.value === 'reason')?.value;
  return reason?.kind === Kind.STRING ? reason.value : defaultReason;
}
