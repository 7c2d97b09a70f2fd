import { startTestDatabase } from '@civic-graph/testing';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { asBorderError } from './border-error.ts';
import { createDatabase } from './database.ts';

test.each([
  ['text', (text: string) => sql`select ${text}::text`],
  ['JSON', (text: string) => sql`select ${JSON.stringify({ text })}::jsonb`],
])('a NUL character in %s is a client error', async (_, query) => {
  const server = await startTestDatabase();
  const database = createDatabase(server.url);
  const error: unknown = await query('a\0b')
    .execute(database)
    .catch((error: unknown) => error);
  expect(asBorderError(error)).toMatchObject({ code: 'BAD_USER_INPUT', status: 400 });
  await database.destroy();
  await server.stop();
});

test('a retryable error says so, and any other stays unchanged', () => {
  const withCode = (code: string) => Object.assign(new Error('of the database'), { code });
  expect(asBorderError(withCode('40001'))).toMatchObject({ code: 'OVERLOADED' });
  const error = withCode('22012');
  expect(asBorderError(error)).toBe(error);
});
