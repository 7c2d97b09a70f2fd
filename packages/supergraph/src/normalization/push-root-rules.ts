import { directiveArguments } from '@civic-graph/policy';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  parseConstValue,
} from 'graphql';
import { rootTypes } from '../graphql/root-types.ts';
import {
  directivesNamed,
  hasFields,
  mapFields,
  mapTypes,
  typeDeclarations,
  withoutDirectives,
} from '../graphql/type-declarations.ts';

/** Directive name in a document -> the argument with its alternatives; `null` if it has none. */
export type RuleArguments = ReadonlyMap<string, string | null>;

/**
 * Moves the access rules of root types to this subgraph's own root fields: every subgraph declares `Query`,
 * and one's rule must not guard the fields of all. A field's own rules apply in addition.
 */
export function pushRootRules(document: DocumentNode, rules: RuleArguments): DocumentNode {
  const roots = rootTypes(document);
  const declarations = typeDeclarations(document);
  return mapTypes(document, (node) => {
    if (!hasFields(node) || !roots.has(node.name.value)) return node;
    const parts = declarations.get(node.name.value) ?? [];
    const ofType = parts.flatMap((part) => directivesNamed(part, rules));
    if (ofType.length === 0) return node;
    return mapFields(withoutDirectives(node, rules), (field) => demandAll(field, ofType, rules));
  });
}

/** Both rules of one kind must hold, so each alternative of one is combined with each of the other. */
function demandAll(
  field: FieldDefinitionNode,
  ofType: readonly ConstDirectiveNode[],
  rules: RuleArguments,
): FieldDefinitionNode {
  const own = directivesNamed(field, rules);
  const added = ofType.filter(({ name }) => !own.some((each) => each.name.value === name.value));
  const directives = (field.directives ?? []).map((each) => {
    const other = own.includes(each) && ofType.find(({ name }) => name.value === each.name.value);
    const argument = rules.get(each.name.value) ?? null;
    return other && argument !== null ? joinAlternatives(each, other, argument) : each;
  });
  return { ...field, directives: [...directives, ...added] };
}

function joinAlternatives(
  own: ConstDirectiveNode,
  other: ConstDirectiveNode,
  argument: string,
): ConstDirectiveNode {
  const alternativesOf = (rule: ConstDirectiveNode) =>
    directiveArguments(rule)[argument] as readonly (readonly string[])[];
  const joined = alternativesOf(own).flatMap((one) =>
    alternativesOf(other).map((another) => [...new Set([...one, ...another])]),
  );
  return {
    ...own,
    arguments: (own.arguments ?? []).map((node) => ({
      ...node,
      value: parseConstValue(JSON.stringify(joined), { noLocation: true }),
    })),
  };
}
