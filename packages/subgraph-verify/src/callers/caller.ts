import { anonymous, type Principal } from '@civic-graph/policy';

/** Somebody for whom the gateway calls, and a phrase for reports. */
export interface Caller {
  readonly principal: Principal;
  readonly words: string;
}

export const anonymousCaller: Caller = { principal: anonymous, words: 'anonymous' };
