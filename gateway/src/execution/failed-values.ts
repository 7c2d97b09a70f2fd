import type { PublicError } from '@civic-graph/errors';
import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import { appliesTo, type TypeMatcher } from '../lib/graphql/type-matcher.ts';
import { getOwn, isObject } from '../lib/json/own-property.ts';
import type { RequiredSelection, Rewrite } from '../planning/plan.ts';
import type { ResponsePath } from './response-errors.ts';

type Holder = object;

/**
 * Marks nulls in the merged data that stand for a failure. A subgraph that computes a field from such a null
 * cannot know that, so its result must not be served.
 */
export class FailedValues {
  /** Allocated on the first failure, so that other answers cost nothing. */
  #failed: WeakMap<Holder, Map<string, PublicError>> | null = null;

  get areNone(): boolean {
    return this.#failed === null;
  }

  /** Marks the null on `path` from an object; a null that bubbled up ends the path early. */
  markAt(start: object, path: ResponsePath, renames: readonly Rewrite[], error: PublicError): void {
    const found = nullAt(start, path, renames);
    if (found !== null) this.mark(found.holder, found.key, error);
  }

  mark(holder: Holder, key: string, error: PublicError): void {
    this.#failed ??= new WeakMap();
    const ofHolder = this.#failed.get(holder);
    if (ofHolder) ofHolder.set(key, error);
    else this.#failed.set(holder, new Map([[key, error]]));
  }

  /** The failure behind a value that is computed from an entity's `required` fields. */
  within(source: object, { selections, required, matches }: RequiredPart): PublicError | undefined {
    if (this.#failed === null) return undefined;
    for (const selection of selections) {
      const failure =
        selection.kind === 'fragment'
          ? appliesTo(source, selection.typeCondition, matches) &&
            this.within(source, { selections: selection.selections, required, matches })
          : this.#withinField(source, selection, { required, matches });
      if (failure) return failure;
    }
    return undefined;
  }

  #withinField(
    source: object,
    { name, responseKey, selections }: RequiredField,
    { required, matches }: Omit<RequiredPart, 'selections'>,
  ): PublicError | undefined {
    const fields = required.flatMap((set) => fieldsOf(set, name));
    if (fields.length === 0) return undefined;
    const below = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
    return this.#withinValue(source, responseKey, { selections: selections ?? [], required: below, matches });
  }

  #withinValue(holder: Holder, key: string, part: RequiredPart): PublicError | undefined {
    const value = getOwn(holder, key);
    if (value === null) return this.#failed?.get(holder)?.get(key);
    if (Array.isArray(value)) {
      for (const at of value.keys()) {
        const failure = this.#withinValue(value, String(at), part);
        if (failure) return failure;
      }
      return undefined;
    }
    return isObject(value) ? this.within(value, part) : undefined;
  }
}

type RequiredField = Extract<RequiredSelection, { kind: 'field' }>;

interface RequiredPart {
  /** The representation's selection, for all fields computed there. */
  readonly selections: readonly RequiredSelection[];
  /** The part of it that one computed field requires. */
  readonly required: readonly SelectionSetNode[];
  readonly matches: TypeMatcher;
}

function fieldsOf({ selections }: SelectionSetNode, name: string): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === name ? [selection] : [];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet, name) : [];
  });
}

/** The part of `path` that leads to a null; `null` if there is none. */
export function pathToNull(
  start: object,
  path: ResponsePath,
  renames: readonly Rewrite[],
): ResponsePath | null {
  const found = nullAt(start, path, renames);
  return found && path.slice(0, found.length);
}

interface NullValue {
  readonly holder: Holder;
  readonly key: string;
  /** Number of path steps that lead to it. */
  readonly length: number;
}

function nullAt(start: object, path: ResponsePath, renames: readonly Rewrite[]): NullValue | null {
  let holder = start;
  for (const [at, step] of path.entries()) {
    const key = keyIn(holder, String(step), renames);
    const value = getOwn(holder, key);
    if (value === null) return { holder, key, length: at + 1 };
    if (typeof value !== 'object' || value === undefined) return null;
    holder = value;
  }
  return null;
}

/** The key that holds a requested key's value in the response, after the plan's rewrites. */
export function keyIn(holder: object, key: string, rewrites: readonly Rewrite[]): string {
  if (Object.hasOwn(holder, key)) return key;
  for (const rewrite of rewrites) {
    const last = rewrite.path.at(-1);
    if (rewrite.kind === 'rename' && last?.kind === 'field' && last.name === key) return rewrite.to;
  }
  return key;
}
