import { directiveArguments, ruleNames } from '@civic-graph/policy';
import { type ASTNode, Kind } from 'graphql';
import { federationNames } from '../graphql/federation-names.ts';
import { locate } from '../graphql/locate.ts';
import { directivesNamed, hasFields, typeDeclarations } from '../graphql/type-declarations.ts';
import { implies } from './implies.ts';
import type { SchemaProblem } from './schema-problem.ts';
import { placeOf, type SubgraphDocument } from './subgraph-document.ts';
import { whoCanFix } from './who-can-fix.ts';

/**
 * Types and fields on which subgraphs disagree. Composition would add one's access rule to the other's
 * element, choose one of two data classes, and merge tags.
 */
export function contradictions(
  subgraphs: readonly SubgraphDocument[],
  changed: string | undefined,
): readonly SchemaProblem[] {
  return [...declaredBySeveral(subgraphs)].flatMap(([coordinate, declaring]) => [
    ...rulesThatDiffer(coordinate, declaring, changed),
    ...classesThatDiffer(coordinate, declaring, changed),
    ...foreignTags(coordinate, declaring, changed),
  ]);
}

function declaredBySeveral(
  subgraphs: readonly SubgraphDocument[],
): ReadonlyMap<string, readonly SubgraphDocument[]> {
  const declared = new Map<string, SubgraphDocument[]>();
  for (const subgraph of subgraphs) {
    for (const coordinate of coordinatesOf(subgraph)) {
      const known = declared.get(coordinate);
      if (known) known.push(subgraph);
      else declared.set(coordinate, [subgraph]);
    }
  }
  return new Map([...declared].filter(([, declaring]) => declaring.length > 1));
}

/** Types, and the fields that the subgraph resolves. */
function coordinatesOf({ document, standing }: SubgraphDocument): ReadonlySet<string> {
  const coordinates = new Set<string>();
  for (const [typeName, parts] of typeDeclarations(document)) {
    coordinates.add(typeName);
    for (const part of parts.filter(hasFields)) {
      for (const field of part.fields ?? []) {
        if (!standing.isExternal(part, field)) coordinates.add(`${typeName}.${field.name.value}`);
      }
    }
  }
  return coordinates;
}

/**
 * A rule may be repeated. A different one is refused if it would guard declarations of a subgraph that does
 * more than extend the type.
 */
function rulesThatDiffer(
  coordinate: string,
  declaring: readonly SubgraphDocument[],
  changed: string | undefined,
): readonly SchemaProblem[] {
  const [typeName = ''] = coordinate.split('.');
  const ruleOf = ({ policies }: SubgraphDocument) => policies.get(coordinate)?.requirement ?? null;
  const defining = declaring.filter(({ standing }) => !standing.isExtended(typeName));
  const owners = defining.length > 0 ? defining : declaring;
  for (const added of declaring) {
    const owner = owners.find((one) => !implies(ruleOf(one), ruleOf(added)));
    if (owner === undefined) continue;
    const message = coordinate.includes('.')
      ? `${coordinate}: ${added.name} adds an access rule to a field that ${owner.name} resolves as well; write the same rule in both, or none in ${added.name}`
      : `${coordinate}: ${added.name} writes an access rule on the type, which would also guard what ${owner.name} declares; write it on the fields of ${added.name}, or "extend type ${coordinate}" in ${owner.name} if the type is ${added.name}'s`;
    const places = [
      placeOf(added.name, added.file, ruleAt(added, coordinate)),
      placeOf(owner.name, owner.file, locate(owner.document, coordinate)),
    ];
    const fixedBy = whoCanFix([added, owner], typeName, changed);
    return places.map((place) => ({ ...place, code: 'ACCESS_RULE_DIFFERS', message, fixedBy }));
  }
  return [];
}

function classesThatDiffer(
  coordinate: string,
  declaring: readonly SubgraphDocument[],
  changed: string | undefined,
): readonly SchemaProblem[] {
  const [typeName = ''] = coordinate.split('.');
  const classOf = ({ policies }: SubgraphDocument) => policies.get(coordinate)?.dataClass ?? null;
  const classified = declaring.filter((subgraph) => classOf(subgraph) !== null);
  const [first] = classified;
  const other = first && classified.find((subgraph) => classOf(subgraph) !== classOf(first));
  if (!first || !other) return [];
  const message = `${coordinate}: ${first.name} says class ${classOf(first)}, ${other.name} says ${classOf(other)}; write the same class in both`;
  const fixedBy = whoCanFix([first, other], typeName, changed);
  return [first, other].map(({ name, file, document }) => ({
    ...placeOf(name, file, locate(document, coordinate)),
    code: 'DATA_CLASS_DIFFERS',
    message,
    fixedBy,
  }));
}

/** Tags of a subgraph that only extends a type: contracts would hide or show its owner's field by them. */
function foreignTags(
  coordinate: string,
  declaring: readonly SubgraphDocument[],
  changed: string | undefined,
): readonly SchemaProblem[] {
  const [typeName = ''] = coordinate.split('.');
  const [owner, ...others] = declaring.filter(({ standing }) => !standing.isExtended(typeName));
  if (owner === undefined || !coordinate.includes('.')) return [];
  const known = new Set([owner, ...others].flatMap((subgraph) => tagsOf(subgraph, coordinate)));
  return declaring.flatMap((added) => {
    const tag = tagsOf(added, coordinate).find((name) => !known.has(name));
    if (tag === undefined) return [];
    const message = `${coordinate}: ${added.name} only extends ${typeName}, but adds the tag ${tag} to a field that ${owner.name} resolves as well; write the tag on the fields that only ${added.name} resolves`;
    const fixedBy = whoCanFix([added, owner], typeName, changed);
    return [added, owner].map(({ name, file, document }) => ({
      ...placeOf(name, file, locate(document, coordinate)),
      code: 'TAG_DIFFERS',
      message,
      fixedBy,
    }));
  });
}

function tagsOf({ document }: SubgraphDocument, coordinate: string): readonly string[] {
  const field = locate(document, coordinate);
  if (field?.kind !== Kind.FIELD_DEFINITION) return [];
  const names = new Set([federationNames(document)('tag')]);
  return directivesNamed(field, names).map((directive) => String(directiveArguments(directive).name));
}

/** The first access rule on an element, else the element. */
function ruleAt({ document }: SubgraphDocument, coordinate: string): ASTNode | null {
  const rules = ruleNames(document, 'subgraph');
  const isRule = (name: string) => !['dataClass', 'inaccessible', undefined].includes(rules.get(name));
  const declarations = coordinate.includes('.')
    ? [locate(document, coordinate)]
    : (typeDeclarations(document).get(coordinate) ?? []);
  const directives = declarations.flatMap((node) =>
    node && 'directives' in node ? (node.directives ?? []) : [],
  );
  return directives.find(({ name }) => isRule(name.value)) ?? declarations[0] ?? null;
}
