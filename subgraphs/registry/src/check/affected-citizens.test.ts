import { expect, it } from 'vitest';
import { withAffectedCitizens } from './affected-citizens.ts';
import type { AccessChange } from './check-report.ts';

const change = (coordinate: string, consents?: readonly (readonly string[])[]): AccessChange => ({
  ...{ kind: 'gains', coordinate, dataClass: 'C2', callers: ['any citizen'] },
  ...(consents && { consents }),
});
const changes = [change('Citizen.a', [['s:a']]), change('Citizen.b', [['s:a']]), change('Stop.name')];

it('counts fields with the same consents once, and others not at all', async () => {
  const asked: unknown[] = [];
  const counted = await withAffectedCitizens(changes, async (fields) => {
    asked.push(fields);
    return fields.map(() => 'about 1200');
  });
  expect(asked).toEqual([[[['s:a']]]]);
  expect(counted.map(({ affectedCitizens }) => affectedCitizens)).toEqual([
    'about 1200',
    'about 1200',
    undefined,
  ]);
});

it('goes on with an unknown number where identity does not answer, or is not configured', async () => {
  for (const count of [async () => Promise.reject(new Error('down')), async () => [], null]) {
    const [first] = await withAffectedCitizens(changes, count);
    expect(first?.affectedCitizens).toBe('unknown');
  }
});

it('asks nobody where no change is a matter of consent', async () => {
  const nobody = async () => Promise.reject(new Error('asked'));
  expect(await withAffectedCitizens([change('Stop.name')], nobody)).toEqual([change('Stop.name')]);
});

it('counts gains of sensitive data first, and leaves out alone what is too long to count', async () => {
  const harmless = Array.from({ length: 30 }, (_, index): AccessChange => {
    return { ...change(`Citizen.h${index}`, [[`s:${index}`]]), kind: 'loses' };
  });
  const many = Array.from({ length: 21 }, (_, index) => [`s:many${index}`]);
  const sensitive: AccessChange = { ...change('Citizen.secret', [['s:secret']]), dataClass: 'C3' };
  const counted = await withAffectedCitizens(
    [...harmless, change('Citizen.many', many), sensitive],
    (fields) => {
      expect(fields).toHaveLength(20);
      return Promise.resolve(fields.map((sets) => `about ${sets[0]?.[0]}`));
    },
  );
  expect(counted.at(-1)?.affectedCitizens).toBe('about s:secret');
  expect(counted.at(-2)?.affectedCitizens).toBe('unknown');
  expect(counted.filter(({ affectedCitizens }) => affectedCitizens === 'unknown')).toHaveLength(12);
});
