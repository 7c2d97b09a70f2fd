import type { AnswerBudget } from './answer-budget.ts';
import { inOnePiece } from './json-text.ts';
import type { ResponseErrors } from './response-errors.ts';

interface ShapingState {
  readonly budget: AnswerBudget;
  readonly errors: ResponseErrors;
}

interface Shaped {
  readonly text: string;
  /** Values in it. */
  readonly values: number;
}

/**
 * Texts of objects that lie at several places of one answer: an entity that many others refer to is written
 * once. Only texts without errors: an error tells at which place it is.
 */
export class ShapedObjects {
  #texts = new Map<unknown, Map<object, Shaped>>();

  /** @param shape what is selected of the object; the same object may be written in several ways */
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
   * Where a part of the answer is given up, what was noted of it is given up too, and it must be written
   * anew.
   */
  clear(): void {
    this.#texts = new Map();
  }
}
