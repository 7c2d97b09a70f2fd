import { expect, it } from 'vitest';
import { isTrial } from './is-trial.ts';

const read = (approvedScopes: readonly string[]) => ({
  app: { approvedScopes },
  readBy: 'APP_FOR_CITIZEN' as const,
});

it('is a read for a citizen by an app that no agency has approved', () => {
  expect(isTrial(read([]), 'SUBMITTED')).toBe(true);
  expect(isTrial(read([]), undefined)).toBe(true);
  expect(isTrial(read(['payments:notices']), 'APPROVED_IN_PART')).toBe(false);
  expect(isTrial(read([]), 'SUSPENDED')).toBe(false);
  expect(isTrial({ app: null, readBy: 'OFFICIAL' }, undefined)).toBe(false);
  expect(isTrial({ ...read([]), readBy: 'APP' }, 'SUBMITTED')).toBe(false);
});
