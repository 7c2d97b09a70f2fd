import { readFile } from 'node:fs/promises';
import { GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { errorsDocument } from './errors-document.ts';
import { asPublicError, errorTable, isErrorCode, PublicError } from './index.ts';

test('docs/reference/errors.md agrees with the table (else: npm run docs --workspace @civic-graph/errors)', async () => {
  const written = await readFile(new URL('../../../docs/reference/errors.md', import.meta.url), 'utf8');
  expect(written).toBe(errorsDocument());
});

describe('the table', () => {
  test.each(Object.entries(errorTable))('%s has a status, a meaning and a remedy', (code, entry) => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(entry.status).toBeGreaterThanOrEqual(200);
    expect(entry.status).toBeLessThan(600);
    expect(entry.meaning).toMatch(/\.$/);
    expect(entry.remedy).toMatch(/\.$/);
  });

  test('has no inherited codes', () => {
    expect(['constructor', '__proto__', 'toString', undefined, 1].some(isErrorCode)).toBe(false);
    expect(isErrorCode('FORBIDDEN')).toBe(true);
  });
});

describe('a public error', () => {
  test('keeps its code against an override in extensions', () => {
    const error = new PublicError('FORBIDDEN', 'no', { extensions: { code: 'OTHER', rule: 'policy' } });
    expect(error.extensions).toEqual({ code: 'FORBIDDEN', rule: 'policy' });
    expect(error.status).toBe(403);
  });

  test('is recognised, itself or wrapped by graphql-js, and nothing else is', () => {
    const error = new PublicError('FORBIDDEN');
    expect(asPublicError(error)).toBe(error);
    expect(asPublicError(new GraphQLError('x', { originalError: error }))).toBe(error);
    expect(asPublicError(new GraphQLError('x', { extensions: { code: 'FORBIDDEN' } }))).toBeUndefined();
    expect(asPublicError({ code: 'FORBIDDEN', message: 'x' })).toBeUndefined();
  });
});
