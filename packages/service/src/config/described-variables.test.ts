import { expect, test } from 'vitest';
import { z } from 'zod';
import { describedVariables } from './described-variables.ts';

test('a schema says what a variable accepts, its default and its meaning', () => {
  const described = describedVariables({
    PORT: z.coerce.number().int().min(0).max(65_535).default(4000).describe('Port.'),
    SECRET: z.string().describe('Secret.'),
    MODE: z.enum(['on', 'off']).optional().meta({ description: 'Mode.', defaultText: '`on` in a demo' }),
    URL: z.url().optional().describe('Address.'),
  });
  expect(described).toEqual([
    { name: 'PORT', accepts: '0 to 65,535', fallback: '`4000`', meaning: 'Port.' },
    { name: 'SECRET', accepts: '', fallback: 'required', meaning: 'Secret.' },
    { name: 'MODE', accepts: '`on`, `off`', fallback: '`on` in a demo', meaning: 'Mode.' },
    { name: 'URL', accepts: '', fallback: 'none', meaning: 'Address.' },
  ]);
});

test('a variable without a description is refused by its name', () => {
  expect(() => describedVariables({ NEW: z.string() })).toThrow('NEW has no description');
});
