import { expect, it } from 'vitest';
import { readAccessToken } from './token.ts';

const jwt = (claims: unknown) =>
  `${btoa('{"alg":"ES256"}')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

it('reads the claims of an access token', () => {
  const token = readAccessToken(
    jwt({
      scope: 'identity:basic payments:notices',
      exp: 1_800_000_000,
      consent: ['identity:basic'],
      purpose: 'city-services',
      roles: ['treasurer'],
      agency: '财政局',
      acr: 'urn:civic-graph:assurance:high',
    }),
  );
  expect(token).toMatchObject({
    expiresAt: new Date(1_800_000_000_000),
    scopes: ['identity:basic', 'payments:notices'],
    consents: ['identity:basic'],
    purpose: 'city-services',
    roles: ['treasurer'],
    agency: '财政局',
    highAssurance: true,
  });
});

it.each(['opaque', 'a.%%%.c', `a.${btoa('[1]')}.c`, jwt({ scope: 7, exp: 'soon', roles: 'x', acr: null })])(
  'guesses nothing from %j',
  (value) => {
    expect(readAccessToken(value)).toEqual({
      value,
      expiresAt: null,
      scopes: [],
      consents: [],
      purpose: null,
      roles: [],
      agency: null,
      highAssurance: false,
    });
  },
);
