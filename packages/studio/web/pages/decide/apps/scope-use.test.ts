import { expect, it } from 'vitest';
import { readSchema } from '../../../graph/read-schema.ts';
import { scopeUse } from './scope-use.ts';

const fields = readSchema(
  'transport',
  `type Citizen {
  passes: [ID!] @requiresScopes(scopes: [["transport:passes"]]) @dataClass(class: C2)
  isRider: Boolean @requiresScopes(scopes: [["transport:rider"]]) @dataClass(class: C1)
}`,
);
const facts = new Map(fields.map((field) => [field.coordinate, field]));
const read = (lastReadAt: string, ...fields: string[]) => ({ fields, lastReadAt });

it('finds the last read of a data group', () => {
  const reads = [
    read('2026-11-27T10:00:00Z', 'Citizen.passes'),
    read('2026-11-28T10:00:00Z', 'Citizen.passes', 'Stop.name'),
  ];
  expect(scopeUse('transport:passes', facts, reads)).toEqual({
    kind: 'used',
    lastReadAt: '2026-11-28T10:00:00Z',
  });
});

it('tells unused from not recorded, and from other agencies’', () => {
  const reads = [read('2026-11-28T10:00:00Z', 'Stop.name')];
  expect(scopeUse('transport:passes', facts, reads)).toEqual({ kind: 'unused' });
  expect(scopeUse('transport:rider', facts, reads)).toEqual({
    kind: 'unrecorded',
    fields: ['Citizen.isRider'],
  });
  expect(scopeUse('payments:pay', facts, reads)).toBeNull();
});
