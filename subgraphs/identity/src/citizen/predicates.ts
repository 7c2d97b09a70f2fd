import { PublicError } from '@civic-graph/errors';

/**
 * Ages that a law or a public service asks for, from the consent of a guardian (14) over marriage (20, 22)
 * and retirement (50 to 60) to benefits for the old (65, 70, 80). Between any other two ages lies nothing but
 * the birth date, which is class C3.
 */
const legalAges: readonly number[] = [14, 16, 18, 20, 22, 35, 45, 50, 55, 60, 65, 70, 80];

/** @throws PublicError BAD_USER_INPUT */
export function assertLegalAge(years: number): void {
  if (!legalAges.includes(years)) {
    throw new PublicError('BAD_USER_INPUT', `years: ${years} is not one of ${legalAges.join(', ')}`);
  }
}

type Predicate = 'ageOver' | 'residesIn';

const mostQuestions = 3;

/** Counts what one operation asks with each predicate, so that no query sweeps all values by aliases. */
export class PredicateBudget {
  readonly #asked = new Map<Predicate, Set<string | number>>();

  /**
   * The same question again is not another one: it tells nothing that is not known.
   *
   * @throws PublicError BAD_USER_INPUT for one question too many
   */
  spend(predicate: Predicate, value: string | number): void {
    const asked = this.#asked.get(predicate) ?? new Set();
    this.#asked.set(predicate, asked.add(value));
    if (asked.size > mostQuestions) {
      throw new PublicError(
        'BAD_USER_INPUT',
        `${predicate}: at most ${mostQuestions} different questions in one operation`,
      );
    }
  }
}
