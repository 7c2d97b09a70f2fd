import type { PublicError } from '@civic-graph/errors';
import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import { appliesTo, type TypeMatcher } from '../lib/graphql/type-matcher.ts';
import { getOwn, isObject } from '../lib/json/own-property.ts';
import type { RequiredSelection, Rewrite } from '../planning/plan.ts';
import type { ResponsePath } from './response-errors.ts';

type Holder = object;

/**
 * Which nulls of the merged data stand for a failure. To a subgraph that computes something from it, such a
 * null looks like any other, and what it makes of it would be served as if nothing had happened.
 */
export class FailedValues {
  /** Nobody pays for it where nothing fails. */
  #failed: WeakMap<Holder, Map<string, PublicError>> | null = null;

  get areNone(): boolean {
    return this.#failed === null;
  }

  /**
   * Marks the null that `path` leads to from an object: where it bubbled up, one above the end of the path.
   */
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

  /** The failure that something computed from `required` of an entity would rest on. */
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
  /** Of a representation: what all that is computed there needs. */
  readonly selections: readonly RequiredSelection[];
  /** What one of them needs of it. */
  readonly required: readonly SelectionSetNode[];
  readonly matches: TypeMatcher;
}

function fieldsOf({ selections }: SelectionSetNode, name: string): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === name ? [selection] : [];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet, name) : [];
  });
}

/** As much of `path` as leads to a null; `null` where it leads to none. */
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
  /** Steps that lead to it. */
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

/**
 * Where a subgraph's answer has what it was asked for by a key, once the corrections of the plan are made.
 */
export function keyIn(holder: object, key: string, rewrites: readonly Rewrite[]): string {
  if (Object.hasOwn(holder, key)) return key;
  for (const rewrite of rewrites) {
    const last = rewrite.path.at(-1);
    if (rewrite.kind === 'rename' && last?.kind === 'field' && last.name === key) return rewrite.to;
  }
  return key;
}
