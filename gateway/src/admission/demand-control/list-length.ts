import { PublicError } from '@civic-graph/errors';
import { type FieldNode, type GraphQLField, Kind } from 'graphql';
import type { Variables } from '../../lib/graphql/variables.ts';
import type { Amount } from './amount.ts';
import type { ListSize } from './cost-directives.ts';

/** The page size argument of the connections convention. */
const pageArgument = 'first';

/** The declared list size of a field, or the one by convention. */
export function listSizeOf(
  field: GraphQLField<unknown, unknown>,
  said: ListSize | undefined,
): ListSize | 'every list below' | null {
  if (said) return said;
  return field.args.some(({ name }) => name === pageArgument) ? 'every list below' : null;
}

/**
 * List length: the largest slicing argument, else the assumed size, else one. An argument that is null or
 * below one is ignored, so that zero does not make everything below it free.
 * @returns a number, or a function that throws PublicError BAD_USER_INPUT where the arguments violate the
 * directive
 * @throws PublicError BAD_USER_INPUT if that is already known
 */
export function listLength(
  coordinate: string,
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  size: ListSize | 'every list below',
): Amount {
  const said = size === 'every list below' ? byConvention : size;
  const given = said.slicingArguments.map((name) => sliceOf(name, node, field));
  const assumed = Math.max(1, said.assumedSize ?? 1);
  const length = (variables: Variables): number => {
    const lengths = given.map((slice) => slice.given(variables)).filter((length) => length !== null);
    const defaults = given.map(({ fallback }) => fallback).filter((length) => length !== null);
    const counted = lengths.length > 0 ? lengths : defaults;
    if (said.requireOneSlicingArgument && given.length > 0 && counted.length !== 1) {
      const names = said.slicingArguments.join(', ');
      throw new PublicError('BAD_USER_INPUT', `${coordinate} takes exactly one of the arguments ${names}.`);
    }
    return counted.length > 0 ? Math.max(...counted) : assumed;
  };
  return given.some(({ isVariable }) => isVariable) ? length : length({});
}

const byConvention: ListSize = {
  assumedSize: null,
  slicingArguments: [pageArgument],
  sizedFields: [],
  requireOneSlicingArgument: false,
};

interface Slice {
  readonly isVariable: boolean;
  readonly given: (variables: Variables) => number | null;
  readonly fallback: number | null;
}

function sliceOf(argument: string, node: FieldNode, field: GraphQLField<unknown, unknown>): Slice {
  const fallback = lengthIn(field.args.find(({ name }) => name === argument)?.defaultValue);
  const value = node.arguments?.find(({ name }) => name.value === argument)?.value;
  if (value?.kind === Kind.VARIABLE) {
    const name = value.name.value;
    const given = (variables: Variables) =>
      Object.hasOwn(variables, name) ? lengthIn(variables[name]) : null;
    return { isVariable: true, given, fallback };
  }
  const length = value?.kind === Kind.INT ? lengthIn(Number(value.value)) : null;
  return { isVariable: false, given: () => length, fallback };
}

function lengthIn(value: unknown): number | null {
  return typeof value === 'number' && value >= 1 ? value : null;
}
