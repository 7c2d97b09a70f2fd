import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { getOwn } from '../lib/json/own-property.ts';

/** People in one answer. Each costs a record, on disk before the answer leaves. */
const maxPeople = 1_000;

/** Whom an operation is about: the calling citizen, and every citizen whose fields are asked of an agency. */
export class DataSubjects {
  readonly citizenKeys = new Set<string>();

  constructor(principal: Principal) {
    if (principal.kind === 'citizen') this.citizenKeys.add(principal.citizenKey);
  }

  /** @throws PublicError OPERATION_LIMIT_EXCEEDED */
  readonly see = (representations: readonly object[]): void => {
    for (const representation of representations) {
      if (getOwn(representation, '__typename') !== 'Citizen') continue;
      const key = getOwn(representation, 'uin');
      if (typeof key === 'string') this.citizenKeys.add(key);
    }
    if (this.citizenKeys.size <= maxPeople) return;
    throw new PublicError(
      'OPERATION_LIMIT_EXCEEDED',
      `The answer is about more than ${maxPeople} people; ask for fewer at once.`,
    );
  };
}
