import { type FieldDefinitionNode, type InputValueDefinitionNode, Kind, type NameNode } from 'graphql';
import type { TypeDeclarationNode } from '../graphql/type-declarations.ts';
import type { LintFinding, LintRule } from './lint-rule.ts';

const pascalCase = /^[A-Z][A-Za-z0-9]*$/;
const camelCase = /^[a-z][A-Za-z0-9]*$/;
const screamingCase = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** Types in PascalCase, fields and arguments in camelCase, enum values in SCREAMING_CASE. */
export const names: LintRule = (declarations) =>
  declarations.flatMap((node) => [
    ...unlike(pascalCase, node.name, 'TYPE_NAME', `${node.name.value}: name types in PascalCase`),
    ...fieldsOf(node).flatMap((field) => {
      const coordinate = `${node.name.value}.${field.name.value}`;
      const given = 'arguments' in field ? (field.arguments ?? []) : [];
      return [
        ...unlike(camelCase, field.name, 'FIELD_NAME', `${coordinate}: name fields in camelCase`),
        ...given.flatMap(({ name }) =>
          unlike(
            camelCase,
            name,
            'ARGUMENT_NAME',
            `${coordinate}(${name.value}:): name arguments in camelCase`,
          ),
        ),
      ];
    }),
    ...valuesOf(node).flatMap(({ name }) =>
      unlike(
        screamingCase,
        name,
        'ENUM_VALUE_NAME',
        `${node.name.value}.${name.value}: name enum values in SCREAMING_CASE`,
      ),
    ),
  ]);

function unlike(pattern: RegExp, node: NameNode, code: string, message: string): readonly LintFinding[] {
  return pattern.test(node.value) ? [] : [{ node, code, message }];
}

export function fieldsOf(
  node: TypeDeclarationNode,
): readonly (FieldDefinitionNode | InputValueDefinitionNode)[] {
  return 'fields' in node ? (node.fields ?? []) : [];
}

export function valuesOf(node: TypeDeclarationNode) {
  return node.kind === Kind.ENUM_TYPE_DEFINITION || node.kind === Kind.ENUM_TYPE_EXTENSION
    ? (node.values ?? [])
    : [];
}
