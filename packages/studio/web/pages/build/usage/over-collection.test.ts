import { expect, it } from 'vitest';
import { grantedFields, unusedFields } from './over-collection.ts';

const notices = { coordinate: 'Citizen.notices' };
const passes = { coordinate: 'Citizen.transitPasses' };
const part = (decision: string | null, ...fields: { coordinate: string }[]) => ({ decision, fields });

it('granted is what agencies have approved of the newest request with an approval', () => {
  const requests = [
    { submittedAt: null, parts: [part('APPROVED', notices)] },
    { submittedAt: '2026-11-02T00:00:00Z', parts: [part(null, notices, passes)] },
    { submittedAt: '2026-11-01T00:00:00Z', parts: [part('APPROVED', passes), part('REFUSED', notices)] },
  ];
  expect(grantedFields(requests)).toEqual([passes]);
  expect(grantedFields([])).toEqual([]);
});

it('a field in two parts is granted once', () => {
  const parts = [part('APPROVED', passes), part('APPROVED', passes, notices)];
  expect(grantedFields([{ submittedAt: 'x', parts }])).toEqual([passes, notices]);
});

it('unused is what no call has used', () => {
  const usage = [{ fields: ['Query.me', 'Citizen.notices'] }, { fields: [] }];
  expect(unusedFields([notices, passes], usage)).toEqual([passes]);
});
