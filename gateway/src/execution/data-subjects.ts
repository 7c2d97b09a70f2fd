import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { getOwn } from '../lib/json/own-property.ts';

/** Maximum data subjects per answer: each costs a record, on disk before the answer leaves. */
const maxDataSubjects = 1_000;

/** The data subjects of an operation: the calling citizen, and every citizen whose fields are fetched. */
export class DataSubjects {
  readonly citizenKeys = new Set<string>();

  constructor(principal: Principal) {
    if (principal.kind === 'citizen') this.citizenKeys.add(principal.citizenKey);
  }

  /** @throws PublicError OPERATION_LIMIT_EXCEEDED */
  readonly collect = (representations: readonly object[]): void => {
    for (const representation of representations) {
      if (getOwn(representation, '__typename') !== 'Citizen') continue;
      const key = getOwn(representation, 'uin');
      if (typeof key === 'string') this.citizenKeys.add(key);
    }
    if (this.citizenKeys.size <= maxDataSubjects) return;
    throw new PublicError(
      'OPERATION_LIMIT_EXCEEDED',
      `The answer is about more than ${maxDataSubjects} people; request fewer.`,
    );
  };
}
