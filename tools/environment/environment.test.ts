import { expect, test } from 'vitest';
import { z } from 'zod';
import { environmentPage } from './page.ts';
import { variablesOf } from './variables-of.ts';

const port = z.coerce.number().int().min(0).max(65_535).default(4000).describe('Port.');
const shape = {
  PORT: port,
  SECRET: z.string().describe('Secret.'),
  MODE: z.enum(['on', 'off']).optional().meta({ description: 'Mode.', defaultText: '`on` in a demo' }),
};

test('a row says what a variable accepts, its default and its meaning', () => {
  const rows = environmentPage(variablesOf('gateway', shape)).split('\n').slice(-4, -1);
  expect(rows).toEqual([
    '| `MODE` | gateway | `on`, `off` | `on` in a demo | Mode. |',
    '| `PORT` | gateway | 0 to 65,535 | `4000` | Port. |',
    '| `SECRET` | gateway |  | required | Secret. |',
  ]);
});

test('services that read a variable in the same way share a row', () => {
  const page = environmentPage([
    ...variablesOf('identity', { PORT: port }),
    ...variablesOf('transport', { PORT: port }),
    ...variablesOf('gateway', { PORT: port.default(4001) }),
  ]);
  expect(page).toContain('| `PORT` | identity, transport | 0 to 65,535 | `4000` | Port. |');
  expect(page).toContain('| `PORT` | gateway | 0 to 65,535 | `4001` | Port. |');
});

test('a variable without a description is refused by its name', () => {
  expect(() => variablesOf('gateway', { NEW: z.string() })).toThrow('NEW of gateway has no description');
});
