import { PublicError } from '@civic-graph/errors';
import type { Refusal } from '../admission/authorization/access.ts';
import type { AnswerBudget } from './answer-budget.ts';
import type { DisclosedFields } from './disclosed-fields.ts';
import type { ResponseErrors } from './response-errors.ts';
import type { ShapedObjects } from './shaped-objects.ts';

export interface ShapingRun {
  readonly errors: ResponseErrors;
  /** Answers of `__schema` and `__type`, by response key. */
  readonly introspection: Readonly<Record<string, unknown>>;
  readonly budget: AnswerBudget;
  readonly disclosed: DisclosedFields;
  /** Whether objects occur at several places of the data. */
  readonly isShared: boolean;
  readonly refuse: (coordinate: string, refusal: Refusal, path: readonly (string | number)[]) => void;
}

export interface Run extends ShapingRun {
  /** Current response path, updated in place. */
  readonly path: (string | number)[];
  readonly shapedObjects: ShapedObjects;
}

/**
 * JSON text of a value; `null` if a missing value makes the nearest nullable parent null (section 6.4.4).
 */
export type Shape = (value: unknown, run: Run) => string | null;

export function nonNullShape(shape: Shape): Shape {
  return (value, run) => {
    const shaped = shape(value, run);
    if (shaped !== null && shaped !== 'null') return shaped;
    if (!run.errors.explains(run.path)) {
      const message = 'The agency returned no value for a non-null field.';
      run.errors.add(() => new PublicError('SUBGRAPH_RESPONSE_INVALID', message, { path: [...run.path] }));
    }
    return null;
  };
}

/**
 * Wraps a field's shape for objects of a type that the plan does not fetch it for: a value is used, an absent
 * one is an error.
 */
export function presentShape(shape: Shape, typeName: string): Shape {
  return (value, run) => {
    if (value === undefined && !run.errors.explains(run.path)) {
      invalid(
        run,
        `an object is of type ${typeName}, which some agencies that resolve this field do not define`,
      );
    }
    return shape(value, run);
  };
}

/**
 * An error, because only a subgraph with implementers of the interface could name the type, and none exists.
 */
export const unknownType: Shape = (_, run) => {
  invalid(run, 'the type of an object is not known');
  return null;
};

export function listShape(shapeItem: Shape): Shape {
  return (value, run) => {
    if (!Array.isArray(value)) return invalid(run, 'a list was expected');
    run.budget.spend(value.length);
    let text = '';
    for (let position = 0; position < value.length; position++) {
      run.path.push(position);
      const item = shapeItem(value[position], run);
      run.path.pop();
      if (item === null) return null;
      text += position === 0 ? `[${item}` : `,${item}`;
    }
    return text === '' ? '[]' : `${text}]`;
  };
}

/** Treats an invalid value as absent: null, which propagates from a non-null field. */
export function invalid(run: Run, what: string): 'null' {
  const message = `The agency’s answer does not fit the schema: ${what}.`;
  run.errors.add(() => new PublicError('SUBGRAPH_RESPONSE_INVALID', message, { path: [...run.path] }));
  return 'null';
}
