import type { Principal } from '@civic-graph/policy';

/** Of operators to whose agency nothing belongs. */
export const strangeAgency = 'civic-verify';

/** Whether the caller was made to own nothing. */
export function isStranger(principal: Principal, strangerKey: string): boolean {
  return (
    (principal.kind === 'citizen' && principal.citizenKey === strangerKey) ||
    (principal.kind === 'operator' && principal.agency === strangeAgency)
  );
}
