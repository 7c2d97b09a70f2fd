import { PublicError } from '@civic-graph/errors';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export interface OperationLimits {
  /** Fields, with every fragment written out where it is spread. */
  readonly maxFields: number;
  /** Nesting of fields. */
  readonly maxDepth: number;
  readonly maxRootFields: number;
  readonly maxAliases: number;
}

interface Size {
  readonly fields: number;
  readonly depth: number;
  readonly aliases: number;
  /** Fields of the selection set itself, not of the objects below. */
  readonly direct: number;
}

const empty: Size = { fields: 0, depth: 0, aliases: 0, direct: 0 };

/**
 * Refuses an operation that is too large to plan. Fragments count as often as they are spread but are visited once,
 * so that the time is linear in the size of the document: twenty fragments that double each other are two million
 * fields in a kilobyte.
 *
 * @throws PublicError OPERATION_LIMIT_EXCEEDED with the limit and the number found
 */
export function refuseOversized(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  limits: OperationLimits,
): void {
  const measured = new Map<string, Size>();
  const size = measure(operation.selectionSet);
  refuseAbove('fields', size.fields, limits.maxFields);
  refuseAbove('levels of nesting', size.depth, limits.maxDepth);
  refuseAbove('aliases', size.aliases, limits.maxAliases);
  refuseAbove('root fields', size.direct, limits.maxRootFields);

  function measure(selectionSet: SelectionSetNode): Size {
    return selectionSet.selections.map(measureSelection).reduce(sum, empty);
  }

  function measureSelection(selection: SelectionNode): Size {
    switch (selection.kind) {
      case Kind.FIELD:
        return measureField(selection);
      case Kind.INLINE_FRAGMENT:
        return measure(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return measureFragment(selection.name.value);
    }
  }

  function measureField(field: FieldNode): Size {
    const below = field.selectionSet ? measure(field.selectionSet) : empty;
    const aliases = below.aliases + (field.alias ? 1 : 0);
    return { fields: below.fields + 1, depth: below.depth + 1, aliases, direct: 1 };
  }

  function measureFragment(name: string): Size {
    let size = measured.get(name);
    if (size === undefined) {
      const fragment = fragments.get(name);
      size = fragment ? measure(fragment.selectionSet) : empty;
      measured.set(name, size);
    }
    return size;
  }
}

function sum(first: Size, second: Size): Size {
  return {
    fields: first.fields + second.fields,
    depth: Math.max(first.depth, second.depth),
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
