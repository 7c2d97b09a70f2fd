import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  OverlappingFieldsCanBeMergedRule,
  parse,
  type SelectionSetNode,
  specifiedRules,
  validate,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { possibleTypes } from '../graphql/possible-types.ts';

/** Expects that exactly these callers may read a field. */
export interface PolicyCase {
  readonly operation: string;
  readonly coordinate: string;
  readonly readers: ReadonlySet<string>;
}

/** Every check reads the cases of all agencies, so that those of one must not take long. */
const limits = { tokens: 50_000, fields: 50_000 };
/** Cases are never executed, and this rule compares each field with every other. */
const rules = specifiedRules.filter((rule) => rule !== OverlappingFieldsCanBeMergedRule);

/**
 * Reads an agency's `policy.test.graphql`: valid operations with `@readableBy` on fields.
 * @param callers names of all callers
 * @returns for each field below an `@readableBy`, on each possible object type, who may read it
 */
export function readCases(text: string, schema: GraphQLSchema, callers: readonly string[]): PolicyCase[] {
  const document = parse(text, { maxTokens: limits.tokens });
  const errors = validate(schema, withoutExpectations(document), rules);
  if (errors.length > 0) throw new Error(errors.map(String).join('\n'));
  const fragments = new Map<string, FragmentDefinitionNode>();
  let fields = 0;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return document.definitions.flatMap((definition) => {
    const root =
      definition.kind === Kind.OPERATION_DEFINITION ? schema.getRootType(definition.operation) : undefined;
    return root ? casesIn(definition as OperationDefinitionNode, root) : [];
  });

  function casesIn(operation: OperationDefinitionNode, root: GraphQLCompositeType): PolicyCase[] {
    if (operation.name === undefined) throw new Error('every operation needs a name that says what it shows');
    const name: string = operation.name.value;
    return selected(operation.selectionSet, root, null);

    function selected(
      { selections }: SelectionSetNode,
      type: GraphQLCompositeType,
      inherited: ReadonlySet<string> | null,
    ): PolicyCase[] {
      return selections.flatMap((selection) => {
        if (selection.kind === Kind.FIELD) return ofField(selection, type, inherited);
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        // Validation has already refused it.
        if (fragment === undefined) return [];
        const narrowed = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
        return selected(fragment.selectionSet, isCompositeType(narrowed) ? narrowed : type, inherited);
      });
    }

    function ofField(
      field: FieldNode,
      type: GraphQLCompositeType,
      inherited: ReadonlySet<string> | null,
    ): PolicyCase[] {
      const expectation = field.directives?.find((directive) => directive.name.value === 'readableBy');
      const readers = expectation ? readersOf(expectation, callers) : inherited;
      const objects = possibleTypes(type, schema);
      fields += objects.length;
      if (fields > limits.fields)
        throw new Error(
          `the cases select more than ${limits.fields} fields with their fragments; write fewer`,
        );
      const own = readers
        ? objects.map((object) => ({
            operation: name,
            coordinate: `${object.name}.${field.name.value}`,
            readers,
          }))
        : [];
      const result = 'getFields' in type ? type.getFields()[field.name.value]?.type : undefined;
      const below = result && getNamedType(result);
      return field.selectionSet && isCompositeType(below)
        ? [...own, ...selected(field.selectionSet, below, readers)]
        : own;
    }
  }
}

function readersOf(directive: DirectiveNode, callers: readonly string[]): ReadonlySet<string> {
  const [argument] = directive.arguments ?? [];
  const names = argument && valueFromASTUntyped(argument.value);
  if (!argument || !Array.isArray(names) || directive.arguments?.length !== 1) {
    throw new Error('@readableBy takes either only: [...] or except: [...]');
  }
  const unknown = names.filter((name) => !callers.includes(name));
  if (unknown.length > 0) throw new Error(`@readableBy names unknown callers: ${unknown.join(', ')}`);
  switch (argument.name.value) {
    case 'only':
      return new Set(names);
    case 'except':
      return new Set(callers.filter((name) => !names.includes(name)));
    default:
      throw new Error(`@readableBy has no argument ${argument.name.value}`);
  }
}

function withoutExpectations(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive: (directive) => (directive.name.value === 'readableBy' ? null : undefined),
  });
}
