import { expect, it } from 'vitest';
import { emptyDraft, inputOf, missingIn, problemOf } from './registration.ts';

const draft = {
  ...emptyDraft,
  nameZh: ' 出行助手 ',
  nameEn: 'Ride',
  homepage: 'https://ride.example/',
  contact: 'team@ride.example',
  redirectUris: 'https://ride.example/a\n\n https://ride.example/b ',
  statements: { research: '', 'city-services': 'Shows your passes' },
};

it('what is filled in becomes the input of the registration', () => {
  expect(inputOf({ ...draft, jwks: '{}' })).toMatchObject({
    nameZh: '出行助手',
    redirectUris: ['https://ride.example/a', 'https://ride.example/b'],
    purposes: [{ purpose: 'city-services', statement: 'Shows your passes' }],
    // The method is a secret.
    jwks: null,
    backchannelLogoutUri: null,
  });
  expect(inputOf({ ...draft, authMethod: 'PRIVATE_KEY_JWT', jwks: '{}' })).toMatchObject({
    jwks: '{}',
    jwksUri: null,
  });
});

it('what is missing is said before anybody is asked', () => {
  expect(missingIn(draft)).toBeNull();
  expect(missingIn({ ...draft, contact: ' ' })).toMatchObject({ field: 'contact', kind: 'missing' });
  expect(missingIn({ ...draft, statements: {} })).toMatchObject({ field: 'purposes', kind: 'noPurpose' });
});

it.each([
  ['homepage', 'homepage: must be https', { field: 'homepage', message: 'must be https' }],
  ['redirectUris.1', 'redirectUris.1: has a fragment', { field: 'redirectUris', message: 'has a fragment' }],
  [
    'purposes.0.statement',
    'purposes.0.statement: is empty',
    { field: 'purposes.city-services', message: 'is empty' },
  ],
  ['purposes', 'purposes: must be 1 to 10', { field: 'purposes', message: 'must be 1 to 10' }],
  ['client', 'client: no', { field: '', message: 'no' }],
])('a problem with %s stands beside its field', (field, message, expected) => {
  expect(problemOf({ __typename: 'RegistrationInvalid', field, message }, draft)).toMatchObject(expected);
});

it('a name that is taken stands beside the name, and a limit above the form', () => {
  expect(problemOf({ __typename: 'AppNameTaken', message: '' }, draft)).toMatchObject({ field: 'nameZh' });
  expect(problemOf({ __typename: 'TooManyApps', message: '' }, draft)).toMatchObject({ field: '' });
  expect(problemOf({ __typename: 'AppRegistered', clientId: 'a', clientSecret: null }, draft)).toBeNull();
});
