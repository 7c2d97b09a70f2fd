import { expect, it } from 'vitest';
import { decideByField } from './decide-by-field.ts';

const field = (coordinate: string) => ({ coordinate, description: null });
const part = { reason: null, declined: [] };

it('a field is approved by all agencies that were asked, or refused by one, with its reason', () => {
  const decided = decideByField([
    {
      ...part,
      agency: { name: 'Finance' },
      fields: [field('Citizen.notices'), field('Notice.reason'), field('Shared.both')],
      decision: 'APPROVED',
      declined: [{ coordinate: 'Notice.reason', reason: 'The amount is enough' }],
    },
    { ...part, agency: { name: 'Transport' }, fields: [field('Shared.both')], decision: null },
    {
      ...part,
      agency: { name: 'Civil affairs' },
      fields: [field('Citizen.profile')],
      decision: 'REFUSED',
      reason: 'Not for this',
    },
  ]);
  expect(decided.map(({ coordinate, decision, reasons }) => [coordinate, decision, reasons])).toEqual([
    ['Citizen.notices', 'APPROVED', []],
    ['Notice.reason', 'REFUSED', [{ agency: 'Finance', reason: 'The amount is enough' }]],
    ['Shared.both', null, []],
    ['Citizen.profile', 'REFUSED', [{ agency: 'Civil affairs', reason: 'Not for this' }]],
  ]);
});
