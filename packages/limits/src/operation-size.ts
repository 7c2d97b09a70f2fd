import { PublicError } from '@civic-graph/errors';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export interface OperationSizeLimits {
  /** Fields, with every fragment written out. */
  readonly maxFields: number;
  /** Nesting of fields. */
  readonly maxDepth: number;
  /**
   * Nesting of selection sets, including fragments: the recursion depth of everything that visits the
   * document.
   */
  readonly maxLevels: number;
  readonly maxRootFields: number;
  readonly maxAliases: number;
}

export interface OperationSize {
  readonly fields: number;
  readonly depth: number;
  /** Selection sets inside each other. */
  readonly levels: number;
  readonly aliases: number;
  /** Fields of the selection set itself, not of nested objects. */
  readonly direct: number;
}

const empty: OperationSize = { fields: 0, depth: 0, levels: 0, aliases: 0, direct: 0 };

/**
 * Rejects an operation that is too large to plan. Each fragment is visited once and counted per spread, so
 * the time is linear: twenty fragments that double each other are two million fields in a kilobyte.
 *
 * @returns its fields
 * @throws PublicError OPERATION_LIMIT_EXCEEDED with the limit and the number found
 */
export function refuseOversized(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  limits: OperationSizeLimits,
): number {
  const measured = new Map<string, OperationSize>();
  const whole = measure(operation.selectionSet, 1);
  refuseLarger(whole, limits);
  return whole.fields;

  /** @param level depth of the selection set; deeper ones are not visited, to protect the stack */
  function measure(selectionSet: SelectionSetNode, level: number): OperationSize {
    refuseAbove('selection sets inside each other', level, limits.maxLevels);
    const size = selectionSet.selections
      .map((selection) => measureSelection(selection, level))
      .reduce(sum, empty);
    return { ...size, levels: size.levels + 1 };
  }

  function measureSelection(selection: SelectionNode, level: number): OperationSize {
    switch (selection.kind) {
      case Kind.FIELD:
        return measureField(selection, level);
      case Kind.INLINE_FRAGMENT:
        return measure(selection.selectionSet, level + 1);
      case Kind.FRAGMENT_SPREAD:
        return measureFragment(selection.name.value, level);
    }
  }

  function measureField(field: FieldNode, level: number): OperationSize {
    const below = field.selectionSet ? measure(field.selectionSet, level + 1) : empty;
    const aliases = below.aliases + (field.alias ? 1 : 0);
    return { fields: below.fields + 1, depth: below.depth + 1, levels: below.levels, aliases, direct: 1 };
  }

  function measureFragment(name: string, level: number): OperationSize {
    let size = measured.get(name);
    if (size === undefined) {
      const fragment = fragments.get(name);
      size = fragment ? measure(fragment.selectionSet, level + 1) : empty;
      measured.set(name, size);
    }
    // Measured before at a smaller depth, the fragment may be too deep here.
    refuseAbove('selection sets inside each other', level + size.levels, limits.maxLevels);
    return size;
  }
}

/** @throws PublicError OPERATION_LIMIT_EXCEEDED with the limit and the number found */
export function refuseLarger(size: OperationSize, limits: OperationSizeLimits): void {
  refuseAbove('fields', size.fields, limits.maxFields);
  refuseAbove('levels of nesting', size.depth, limits.maxDepth);
  refuseAbove('aliases', size.aliases, limits.maxAliases);
  refuseAbove('root fields', size.direct, limits.maxRootFields);
  refuseAbove('selection sets inside each other', size.levels, limits.maxLevels);
}

function sum(first: OperationSize, second: OperationSize): OperationSize {
  return {
    fields: first.fields + second.fields,
    depth: Math.max(first.depth, second.depth),
    levels: Math.max(first.levels, second.levels),
    aliases: first.aliases + second.aliases,
    direct: first.direct + second.direct,
  };
}

function refuseAbove(what: string, found: number, limit: number): void {
  if (found <= limit) return;
  throw new PublicError(
    'OPERATION_LIMIT_EXCEEDED',
    `The operation has ${found} ${what}; at most ${limit} are served.`,
    {
      extensions: { limit, found },
    },
  );
}
