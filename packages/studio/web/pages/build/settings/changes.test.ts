import { expect, it } from 'vitest';
import { changesBetween, draftOf } from './changes.ts';

const before = draftOf({
  state: 'APPROVED',
  contact: 'team@ride.example',
  redirectUris: ['https://ride.example/a', 'https://ride.example/b'],
  authMethod: 'PRIVATE_KEY_JWT',
  oldSecretValidUntil: null,
  dpopBoundAccessTokens: false,
  backchannelLogoutUri: 'https://ride.example/logout',
  purposeStatements: [{ purpose: { id: 'city-services' }, statement: 'Shows your passes' }],
  pendingChange: null,
});

it('an untouched form changes nothing', () => {
  expect(changesBetween(before, { ...before, redirectUris: `${before.redirectUris}\n` })).toBeNull();
});

it('sends only what differs', () => {
  expect(changesBetween(before, { ...before, contact: 'new@ride.example' })).toEqual({
    contact: 'new@ride.example',
  });
  expect(
    changesBetween(before, {
      ...before,
      redirectUris: 'https://ride.example/b',
      statements: { 'city-services': 'Shows your tickets' },
      jwks: '{"keys":[]}',
      dpopBoundAccessTokens: true,
    }),
  ).toEqual({
    redirectUris: ['https://ride.example/b'],
    purposes: [{ purpose: 'city-services', statement: 'Shows your tickets' }],
    jwks: '{"keys":[]}',
    dpopBoundAccessTokens: true,
  });
});

it('an emptied logout address ends the notifications', () => {
  expect(changesBetween(before, { ...before, backchannelLogoutUri: ' ' })).toEqual({
    backchannelLogoutUri: '',
  });
});
