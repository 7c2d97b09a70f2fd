import { expect, test } from 'vitest';
import { environmentPage } from './page.ts';

const port = { name: 'PORT', accepts: '0 to 65,535', fallback: '`4000`', meaning: 'Port.' };

test('services that read a variable in the same way share a row', () => {
  const page = environmentPage([
    { ...port, service: 'identity' },
    { ...port, service: 'transport' },
    { ...port, service: 'gateway', fallback: '`4001`' },
  ]);
  expect(page).toContain('| `PORT` | identity, transport | 0 to 65,535 | `4000` | Port. |');
  expect(page).toContain('| `PORT` | gateway | 0 to 65,535 | `4001` | Port. |');
});
