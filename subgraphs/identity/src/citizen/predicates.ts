import { PublicError } from '@civic-graph/errors';

/**
 * Ages in laws and public services, from a guardian's consent (14) over marriage (20, 22) and retirement (50
 * to 60) to old age (65, 70, 80). Any other age would only approximate the birth date (class C3).
 */
const legalAges: readonly number[] = [14, 16, 18, 20, 22, 35, 45, 50, 55, 60, 65, 70, 80];

/** @throws PublicError BAD_USER_INPUT */
export function assertLegalAge(years: number): void {
  if (!legalAges.includes(years)) {
    throw new PublicError('BAD_USER_INPUT', `years: ${years} is not one of ${legalAges.join(', ')}`);
  }
}

type Predicate = 'ageOver' | 'residesIn';

const maxQuestions = 3;

/** Limits the questions per predicate in one operation, so that aliases cannot sweep all values. */
export class PredicateBudget {
  readonly #asked = new Map<Predicate, Set<string | number>>();

  /**
   * A repeated question counts once.
   *
   * @throws PublicError BAD_USER_INPUT above the limit
   */
  spend(predicate: Predicate, value: string | number): void {
    const asked = this.#asked.get(predicate) ?? new Set();
    this.#asked.set(predicate, asked.add(value));
    if (asked.size > maxQuestions) {
      throw new PublicError(
        'BAD_USER_INPUT',
        `${predicate}: at most ${maxQuestions} different questions in one operation`,
      );
    }
  }
}
