import { expect, it } from 'vitest';
import { approveAgain, byGroup, decline, declinedOf, hasReasons, isPartial } from './partial-draft.ts';

const fields = [
  { coordinate: 'Citizen.notices', scopes: ['payments:notices'] },
  { coordinate: 'Notice.reason', scopes: ['payments:notices', 'payments:receipts'] },
  { coordinate: 'Receipt.id', scopes: ['payments:receipts'] },
];

it('lists each field once, by data group', () => {
  const scopes = [{ id: 'payments:notices' }, { id: 'payments:receipts' }, { id: 'payments:due' }];
  expect(
    byGroup({ scopes, fields }).map((group) => [
      group.scope.id,
      ...group.fields.map((each) => each.coordinate),
    ]),
  ).toEqual([
    ['payments:notices', 'Citizen.notices', 'Notice.reason'],
    ['payments:receipts', 'Receipt.id'],
  ]);
});

it('takes over the last reason, and forgets the reason of a field that is approved again', () => {
  const first = new Map([['Notice.reason', ' The amount is enough ']]);
  const both = decline(first, ['Notice.reason', 'Receipt.id']);
  expect(declinedOf(both)).toEqual([
    { coordinate: 'Notice.reason', reason: 'The amount is enough' },
    { coordinate: 'Receipt.id', reason: 'The amount is enough' },
  ]);
  expect(declinedOf(approveAgain(both, ['Notice.reason']))).toEqual([
    { coordinate: 'Receipt.id', reason: 'The amount is enough' },
  ]);
});

it('is complete with a reason for each of some fields', () => {
  const none = decline(new Map(), []);
  const one = decline(none, ['Receipt.id']);
  const all = decline(
    none,
    fields.map(({ coordinate }) => coordinate),
  );
  expect([none, one, all].map((draft) => isPartial(draft, fields))).toEqual([false, true, false]);
  expect([none, one].map(hasReasons)).toEqual([true, false]);
});
