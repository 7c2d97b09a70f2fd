import type { AssuranceLevel } from '@civic-graph/policy';
import { impossibleIdNumber } from '../citizen/id-number.ts';
import type { Fact } from '../store/database.ts';

export interface SyntheticCitizen {
  readonly key: string;
  readonly loginName: string;
  readonly assurance: AssuranceLevel;
  /** Has the form of a real number, but a wrong check digit. Data class C4. */
  readonly idNumber: string;
  readonly facts: Readonly<Record<Fact, string>>;
  /** Time at which the sources last confirmed the facts. */
  readonly confirmedAt: Date;
}

export const syntheticCitizenCount = 1_000;

/** Districts of Hangzhou (GB/T 2260). */
const districts: ReadonlyMap<string, string> = new Map([
  ['330102', '上城区'],
  ['330105', '拱墅区'],
  ['330106', '西湖区'],
  ['330108', '滨江区'],
  ['330109', '萧山区'],
  ['330110', '余杭区'],
  ['330111', '富阳区'],
  ['330112', '临安区'],
  ['330113', '临平区'],
  ['330114', '钱塘区'],
]);

/** The two personas; their other facts are random too. */
const personas = [
  { loginName: 'lin', name: '林晓梅', birthDate: '1993-04-18', region: '330106', assurance: 'high' },
  { loginName: 'zhao', name: '赵建国', birthDate: '1958-11-02', region: '330109', assurance: 'substantial' },
] as const;

export function citizenKey(index: number): string {
  return `CTZ-${String(index).padStart(10, '0')}`;
}

/**
 * Generates the invented citizens deterministically. Numbers, phones and mailboxes are invalid or reserved
 * (RFC 2606), so they match no real person.
 *
 * The generator is loaded only here, so that production never loads it.
 */
export async function syntheticCitizens(count = syntheticCitizenCount): Promise<SyntheticCitizen[]> {
  const { fakerZH_CN: faker } = await import('@faker-js/faker');
  // Fixed reference date, so that birthdays do not depend on the day of the start.
  faker.seed(330_100);
  const refDate = '2026-01-01T00:00:00Z';
  return Array.from({ length: count }, (_, index) => {
    const drawn = {
      loginName: `citizen-${String(index).padStart(4, '0')}`,
      name: faker.person.lastName() + faker.person.firstName(),
      birthDate: faker.date.birthdate({ mode: 'age', min: 0, max: 96, refDate }).toISOString().slice(0, 10),
      region: faker.helpers.arrayElement([...districts.keys()]),
      assurance: faker.helpers.arrayElement(['substantial', 'high', 'high'] as const),
      street: faker.location.street(),
      house: faker.number.int({ min: 1, max: 399 }),
      flat: faker.number.int({ min: 101, max: 2402 }),
      confirmedAt: faker.date.past({ years: 3, refDate }),
    };
    const { loginName, name, birthDate, region, assurance } = { ...drawn, ...personas[index] };
    const number = String(index).padStart(4, '0');
    return {
      key: citizenKey(index),
      loginName,
      assurance,
      idNumber: impossibleIdNumber(region, birthDate, index),
      facts: {
        name,
        phone: `+8612000${String(index * 97).padStart(6, '0')}`,
        email: `${loginName === `citizen-${number}` ? `c${number}` : loginName}@citizen.example`,
        birth_date: birthDate,
        address: `杭州市${districts.get(region) ?? ''}${drawn.street}${drawn.house}号${drawn.flat}室`,
        region,
      },
      confirmedAt: drawn.confirmedAt,
    };
  });
}
