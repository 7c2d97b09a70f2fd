import { type ASTNode, isTypeDefinitionNode } from 'graphql';
import { rootTypes } from '../graphql/root-types.ts';
import type { LintFinding, LintRule } from './lint-rule.ts';
import { fieldsOf, valuesOf } from './names.ts';

/** Every type, field, argument and enum value has a description, except root types. */
export const descriptions: LintRule = (declarations, { document }) => {
  const roots = rootTypes(document);
  return declarations.flatMap((node) => [
    ...(isTypeDefinitionNode(node) && !roots.has(node.name.value) ? missing(node, node.name.value) : []),
    ...[...fieldsOf(node), ...valuesOf(node)].flatMap((member) => {
      const coordinate = `${node.name.value}.${member.name.value}`;
      const given = 'arguments' in member ? (member.arguments ?? []) : [];
      return [
        ...missing(member, coordinate),
        ...given.flatMap((argument) => missing(argument, `${coordinate}(${argument.name.value}:)`)),
      ];
    }),
  ]);
};

function missing(
  node: ASTNode & { readonly description?: unknown },
  coordinate: string,
): readonly LintFinding[] {
  if (node.description) return [];
  return [
    { node, code: 'DESCRIPTION_MISSING', message: `${coordinate}: describe it, with unit and time zone` },
  ];
}
