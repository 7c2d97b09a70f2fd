import { anonymous, type Principal } from '@civic-graph/policy';

/** A principal for whom the gateway calls, with a phrase for reports. */
export interface Caller {
  readonly principal: Principal;
  readonly words: string;
}

export const anonymousCaller: Caller = { principal: anonymous, words: 'anonymous' };
