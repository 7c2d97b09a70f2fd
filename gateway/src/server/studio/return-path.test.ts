import { expect, it } from 'vitest';
import { returnPath } from './return-path.ts';

it.each(['/zh', '/en', '/en/decide/requests', '/zh/run?tab=apps', '/en/build/my-app'])(
  '%s is a page',
  (path) => {
    expect(returnPath(path)).toBe(path);
  },
);

it.each([
  undefined,
  ['/zh', '/en'],
  'https://evil.example/',
  '//evil.example/zh',
  '/zh//evil.example',
  '/zh/..//evil.example',
  '/\\evil.example',
  '/zh\\..\\..',
  '/zh\n/en',
  '/zhx',
  '/graphql',
  'javascript:alert(1)',
])('%j is replaced by the first page', (path) => {
  expect(returnPath(path)).toBe('/');
});
