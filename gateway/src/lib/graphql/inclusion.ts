import {
  type DirectiveNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  visit,
} from 'graphql';
import { getOwn } from '../json/own-property.ts';
import type { Variables } from './variables.ts';

/** Whether `@skip` and `@include` include a selection. */
export type Inclusion = (selection: SelectionNode) => boolean;

/** Includes everything, for questions about all variants of an operation. */
export const includeAll: Inclusion = () => true;

/**
 * `@skip` and `@include` for given variables, resolved before planning, once per combination: planners lose
 * conditions when selections merge and would run excluded mutations, and the order of keys depends on them
 * (October 2021, section 6.3.2).
 */
export function inclusionFor(variables: Variables): Inclusion {
  return ({ directives = [] }) => directives.every((directive) => lets(directive, variables));
}

function lets({ name, arguments: given }: DirectiveNode, variables: Variables): boolean {
  if (name.value !== 'skip' && name.value !== 'include') return true;
  const value = given?.[0]?.value;
  const isTrue =
    value?.kind === Kind.VARIABLE
      ? getOwn(variables, value.name.value) === true
      : value?.kind === Kind.BOOLEAN && value.value;
  return isTrue === (name.value === 'include');
}

/** Names of the variables that `@skip` and `@include` read. */
export function conditionVariables(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly string[] {
  const names = new Set<string>();
  for (const definition of [operation, ...fragments.values()]) {
    visit(definition, {
      Directive({ name, arguments: given }) {
        const value = given?.[0]?.value;
        const decides = name.value === 'skip' || name.value === 'include';
        if (decides && value?.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  }
  return [...names];
}
