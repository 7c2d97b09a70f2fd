import type { Principal } from '@civic-graph/policy';

/** Agency of officials that owns nothing. */
export const strangeAgency = 'civic-verify';

/** Whether the caller was created without any objects. */
export function isStranger(principal: Principal, strangerKey: string): boolean {
  return (
    (principal.kind === 'citizen' && principal.citizenKey === strangerKey) ||
    (principal.kind === 'operator' && principal.agency === strangeAgency)
  );
}
