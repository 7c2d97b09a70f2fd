import { expect, test } from 'vitest';
import { credentialsIn, MisplacedCredential } from './connection-credentials.ts';

const jwt = 'eyJhbGciOiJ.eyJzdWIiOiI.c2ln';

test.each<Record<string, unknown>>([
  { headers: JSON.stringify({ authorization: 'opaque' }) },
  { odd: `JWT ${jwt}` },
  { odd: `Token ${jwt}` },
  { a: { b: { c: { d: { e: { f: jwt } } } } } },
  { sid: 'x' },
  { ticket: 'x' },
  { accessKey: 'x' },
  { key: 'x' },
  { pwd: 'x' },
  { sessionToken: 'x' },
])('a credential under an unsupported name is refused: %j', (params) => {
  expect(() => credentialsIn(params, {})).toThrow(MisplacedCredential);
});

test.each<Record<string, unknown>>([
  { auth: false },
  { tokenize: 'words' },
  { sessionId: 'x' },
  { keyboard: 'x' },
  { headers: '{}' },
])('other values are accepted: %j', (params) => {
  expect(credentialsIn(params, {})).toEqual({});
});
