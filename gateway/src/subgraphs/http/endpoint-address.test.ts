import { expect, test } from 'vitest';
import { endpointAddress } from './endpoint-address.ts';

test.each([
  [
    'http://127.0.0.1:4001/graphql',
    { kind: 'tcp', host: '127.0.0.1', port: 4001 },
    '127.0.0.1:4001',
    '/graphql',
  ],
  [
    'http://agency.example/a/b?c#d',
    { kind: 'tcp', host: 'agency.example', port: 80 },
    'agency.example',
    '/a/b',
  ],
  ['https://agency.example', { kind: 'tls', host: 'agency.example', port: 443 }, 'agency.example', '/'],
  ['http://[::1]:4001/graphql', { kind: 'tcp', host: '::1', port: 4001 }, '[::1]:4001', '/graphql'],
  ['unix:/run/agency.sock', { kind: 'unix', socketPath: '/run/agency.sock' }, 'localhost', '/graphql'],
  ['unix:/run/agency.sock:/other', { kind: 'unix', socketPath: '/run/agency.sock' }, 'localhost', '/other'],
])('%s', (url, target, authority, path) => {
  expect(endpointAddress(url)).toEqual({ target, authority, path });
});
