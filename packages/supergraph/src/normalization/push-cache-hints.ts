import type { SchemaPolicies } from '@civic-graph/policy';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parseConstValue,
  type TypeNode,
} from 'graphql';
import { publicButGuarded } from '../cache-hints/cache-hint-faults.ts';
import {
  type CacheHint,
  CacheHintError,
  type CacheHints,
  cacheControlName,
  readCacheHints,
} from '../cache-hints/cache-hints.ts';
import type { FieldStanding } from '../graphql/field-standing.ts';
import {
  directivesNamed,
  type FieldsNode,
  hasFields,
  mapFields,
  mapTypes,
  typeDeclarations,
  withDirectives,
  withoutDirectives,
} from '../graphql/type-declarations.ts';
import { type HintedTypes, hintedTypes } from './hinted-types.ts';

/**
 * Moves each type's cache hint to this subgraph's fields that return the type, and to the fields of an
 * entity, which is also fetched by its key. A field's own hint takes precedence.
 * @throws CacheHintError for a malformed hint
 */
export function pushCacheHints(
  document: DocumentNode,
  standing: FieldStanding,
  policies: SchemaPolicies,
): DocumentNode {
  const name = cacheControlName(document);
  if (name === null) return document;
  const hints = readCacheHints(document);
  refuseGuardedTypes(hints, policies);
  const types = hintedTypes(document, hints);
  const names = new Set([name]);
  const ofTypes = new Map(
    [...typeDeclarations(document)].map(([typeName, parts]) => [
      typeName,
      parts.flatMap((part) => directivesNamed(part, names)),
    ]),
  );
  return mapTypes(document, (node) => {
    const bare = withoutDirectives(node, names);
    if (!hasFields(bare)) return bare;
    return mapFields(bare, (field) => {
      if (standing.isExternal(bare, field)) return field;
      const own = hints.get(`${bare.name.value}.${field.name.value}`);
      const hint = hintOfField(bare, field, { hints, types, standing, policies });
      if (hint === undefined || isEqual(hint, own)) return field;
      const result = ofTypes.get(nameOf(field.type))?.[0] ?? ofTypes.get(bare.name.value)?.[0];
      return withDirectives(withoutDirectives(field, names), [directive(name, hint, result)]);
    });
  });
}

/** After the move such a hint would be ignored, although its author expects it to apply. */
function refuseGuardedTypes(hints: CacheHints, policies: SchemaPolicies): void {
  for (const [coordinate, { isPrivate }] of hints) {
    if (coordinate.includes('.') || isPrivate || !policies.get(coordinate)?.requirement) continue;
    throw new CacheHintError(publicButGuarded(coordinate, 'it has an access rule').message, coordinate);
  }
}

interface Context {
  readonly hints: CacheHints;
  readonly types: HintedTypes;
  readonly standing: FieldStanding;
  readonly policies: SchemaPolicies;
}

/** The combined hint of a field from its own, its result's and its entity's. */
function hintOfField(node: FieldsNode, field: FieldDefinitionNode, context: Context): CacheHint | undefined {
  const { hints, types, standing } = context;
  const typeName = node.name.value;
  const own = hints.get(`${typeName}.${field.name.value}`);
  // The owners of the required fields decide who may read a computed field.
  if (standing.isComputed(field)) return own;
  const result = types.hintOf(nameOf(field.type));
  const mayAge = !standing.isShareable(node, field);
  const entity = mayAge && standing.isEntity(typeName) ? hints.get(typeName) : undefined;
  const isPrivate = [own, result, entity].some((hint) => hint?.isPrivate === true);
  if (!isPrivate && isGuarded(node, field, context)) return own;
  const inherits = own?.inheritsMaxAge === true || result?.inheritsMaxAge === true;
  const ofEntity = !types.isComposite(nameOf(field.type)) || inherits ? (entity?.maxAge ?? null) : null;
  const maxAge = own?.maxAge ?? (mayAge ? (result?.maxAge ?? ofEntity) : null);
  const inheritsMaxAge = maxAge === null && inherits;
  return maxAge !== null || isPrivate || inheritsMaxAge ? { maxAge, isPrivate, inheritsMaxAge } : own;
}

/** Guarded fields are not cached, and a public hint on them would be refused. */
function isGuarded(
  { name: { value: typeName } }: FieldsNode,
  field: FieldDefinitionNode,
  { policies }: Context,
): boolean {
  const own = policies.get(`${typeName}.${field.name.value}`);
  const dataClass = own?.dataClass ?? policies.get(typeName)?.dataClass;
  const rules = [own, policies.get(typeName), policies.get(nameOf(field.type))];
  return dataClass !== 'C0' || rules.some((policy) => policy?.requirement);
}

function directive(
  name: string,
  { maxAge, isPrivate, inheritsMaxAge }: CacheHint,
  written: ConstDirectiveNode | undefined,
): ConstDirectiveNode {
  const values = {
    ...(maxAge === null ? {} : { maxAge: String(maxAge) }),
    ...(inheritsMaxAge ? { inheritMaxAge: 'true' } : {}),
    ...(isPrivate ? { scope: 'PRIVATE' } : {}),
  };
  return {
    ...written,
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: Object.entries(values).map(([argument, value]) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: argument },
      value: parseConstValue(value, { noLocation: true }),
    })),
  };
}

function isEqual(one: CacheHint, other: CacheHint | undefined): boolean {
  return (
    one.maxAge === other?.maxAge &&
    one.isPrivate === other.isPrivate &&
    one.inheritsMaxAge === other.inheritsMaxAge
  );
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
