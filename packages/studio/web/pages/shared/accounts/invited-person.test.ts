import { expect, it } from 'vitest';
import { emptyPerson, inputOf } from './invited-person.ts';

const typed = { ...emptyPerson, id: ' wang ', nameZh: '王', nameEn: 'Wang', agency: 'finance' };

it('reads roles and scopes of an official, however they are separated', () => {
  expect(
    inputOf({ ...typed, roles: 'treasurer, notice-clerk', scopes: 'payments:notices、payments:revenue ' }),
  ).toEqual({
    kind: 'OFFICIAL',
    id: 'wang',
    nameZh: '王',
    nameEn: 'Wang',
    agency: 'finance',
    roles: ['treasurer', 'notice-clerk'],
    scopes: ['payments:notices', 'payments:revenue'],
  });
});

it('gives nobody else an agency, roles or scopes that were typed before', () => {
  const input = inputOf({ ...typed, kind: 'DEVELOPER', roles: 'treasurer' });
  expect(input).toEqual({ kind: 'DEVELOPER', id: 'wang', nameZh: '王', nameEn: 'Wang' });
});
