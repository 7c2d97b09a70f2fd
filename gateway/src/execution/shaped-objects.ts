import type { AnswerBudget } from './answer-budget.ts';
import { inOnePiece } from './json-text.ts';
import type { ResponseErrors } from './response-errors.ts';

interface ShapingState {
  readonly budget: AnswerBudget;
  readonly errors: ResponseErrors;
}

interface Shaped {
  readonly text: string;
  /** Number of values in it. */
  readonly values: number;
}

/**
 * Texts of objects that occur at several places of one answer, so that each is written once. Texts with
 * errors are not cached, because an error names its place.
 */
export class ShapedObjects {
  #texts = new Map<unknown, Map<object, Shaped>>();

  /** @param shape selection on the object; the same object may be written with several */
  once<State extends ShapingState>(
    shape: (value: object, state: State) => string | null,
    value: object,
    state: State,
  ): string | null {
    let texts = this.#texts.get(shape);
    if (texts === undefined) {
      texts = new Map();
      this.#texts.set(shape, texts);
    }
    const { budget, errors } = state;
    const known = texts.get(value);
    if (known !== undefined) {
      inOnePiece(known.text);
      budget.spend(known.values);
      return known.text;
    }
    const [spent, failed] = [budget.spent, errors.count];
    const text = shape(value, state);
    if (text !== null && errors.count === failed) texts.set(value, { text, values: budget.spent - spent });
    return text;
  }

  /**
   * Discards all texts after a part of the answer was dropped: its disclosed fields must be collected again.
   */
  clear(): void {
    this.#texts = new Map();
  }
}
