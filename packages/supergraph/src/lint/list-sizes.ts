import { directiveArguments } from '@civic-graph/policy';
import { type DirectiveNode, type FieldDefinitionNode, Kind, type TypeNode } from 'graphql';
import { federationNames } from '../graphql/federation-names.ts';
import { hasFields } from '../graphql/type-declarations.ts';
import type { LintFinding, LintRule } from './lint-rule.ts';

const longestPage = 100;

/** Connections return at most 100 per page and say so; other lists are sized by `@listSize`, own or above. */
export const listSizes: LintRule = (declarations, { document }) => {
  const sizeName = federationNames(document)('listSize');
  const withFields = declarations.filter(hasFields);
  const sizedAbove = new Set(
    withFields.flatMap(({ fields = [] }) => fields.flatMap((field) => sizedBelow(field, sizeName))),
  );
  return withFields.flatMap((node) =>
    (node.fields ?? []).flatMap((field): readonly LintFinding[] => {
      const coordinate = `${node.name.value}.${field.name.value}`;
      const finding = (code: string, message: string) => [
        { node: field, code, message: `${coordinate}: ${message}` },
      ];
      const first = field.arguments?.find(({ name }) => name.value === 'first');
      if (nameOf(field.type).endsWith('Connection')) {
        const bound = assumedSize(field, sizeName) ?? largestNumber(first?.description?.value);
        return bound !== null && bound <= longestPage
          ? []
          : finding(
              'CONNECTION_SIZE',
              `say in the description of "first" that it is at most ${longestPage}, or write @listSize(assumedSize:)`,
            );
      }
      const isPage = node.name.value.endsWith('Connection') || first !== undefined;
      const isSized = sizedAbove.has(coordinate) || sizeOf(field, sizeName) !== undefined;
      return isPage || isSized || !isList(field.type)
        ? []
        : finding('LIST_SIZE', 'say how long the list is with @listSize, or make it a connection');
    }),
  );
};

function sizeOf({ directives = [] }: FieldDefinitionNode, sizeName: string): DirectiveNode | undefined {
  return directives.find(({ name }) => name.value === sizeName);
}

/** Coordinates of the lists whose length a field states. */
function sizedBelow(field: FieldDefinitionNode, sizeName: string): string[] {
  const size = sizeOf(field, sizeName);
  const fields = size && directiveArguments(size).sizedFields;
  return Array.isArray(fields) ? fields.map((name) => `${nameOf(field.type)}.${name}`) : [];
}

function assumedSize(field: FieldDefinitionNode, sizeName: string): number | null {
  const size = sizeOf(field, sizeName);
  const assumed = size && directiveArguments(size).assumedSize;
  return assumed === undefined || assumed === null ? null : Number(assumed);
}

function largestNumber(text = ''): number | null {
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  return numbers.length > 0 ? Math.max(...numbers) : null;
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE ? isList(type.type) : type.kind === Kind.LIST_TYPE;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
