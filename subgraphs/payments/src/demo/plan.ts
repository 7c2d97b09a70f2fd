import { treasuryDate } from '../money/treasury.ts';
import { createNoticeCode } from '../notice/code.ts';
import {
  type Charge,
  charges,
  examination,
  payeeUnits,
  places,
  redLight,
  regions,
  tuition,
} from './catalogue.ts';
import { type SeededRandom, seededRandom } from './random.ts';

/** A notice of the demo with its payment time, if paid. */
export interface PlannedNotice {
  readonly code: string;
  readonly citizenKey: string;
  readonly charge: Charge;
  readonly issuedAt: Date;
  readonly dueDate: string;
  readonly place: string;
  readonly occurredAt: Date;
  readonly paidAt: Date | null;
}

const citizens = 1_000;
const hour = 3_600_000;
const day = 24 * hour;

/** Fixed notices of the personas: citizen -> charge, days since issue, paid or due. */
const personaNotices: Readonly<Record<number, readonly [Charge, number, boolean][]>> = {
  0: [
    [redLight, 9, false],
    [tuition, 20, false],
    [examination, 70, true],
  ],
  1: [[redLight, 12, false]],
};

/**
 * Plans some 3,000 notices for the 1,000 synthetic citizens: deterministic per seed, with dates relative to
 * `now`, so that a demo always has due notices.
 */
export function planNotices(now: Date, seed = 20_261_125): PlannedNotice[] {
  const random = seededRandom(seed);
  const taken = new Set<string>();
  return Array.from({ length: citizens }, (_, citizen) => {
    const byHand = personaNotices[citizen];
    const own = byHand ?? Array.from({ length: 1 + random.below(5) }, () => anyNotice(random));
    return own.map(([charge, age, paid]) => planNotice(random, taken, now, citizen, charge, age, paid));
  }).flat();
}

function anyNotice(random: SeededRandom): [Charge, number, boolean] {
  const age = 1 + random.below(180);
  return [random.pick(charges), age, random.below(100) < (age > 30 ? 80 : 20)];
}

function planNotice(
  random: SeededRandom,
  taken: Set<string>,
  now: Date,
  citizen: number,
  charge: Charge,
  age: number,
  paid: boolean,
): PlannedNotice {
  const issuedAt = new Date(now.getTime() - age * day - random.below(8 * 60) * 60_000);
  const place = random.pick(places);
  const occurredAt = new Date(issuedAt.getTime() - (1 + random.below(72)) * hour);
  const untilPaid = hour + Math.floor(((age * day - hour) * random.below(1_000)) / 1_000);
  return {
    code: freshCode(random, taken, charge),
    citizenKey: `CTZ-${String(citizen).padStart(10, '0')}`,
    charge,
    issuedAt,
    dueDate: treasuryDate(new Date(issuedAt.getTime() + 60 * day)),
    place,
    occurredAt,
    paidAt: paid ? new Date(issuedAt.getTime() + untilPaid) : null,
  };
}

function freshCode(random: SeededRandom, taken: Set<string>, charge: Charge): string {
  const unit = payeeUnits.find(({ agency }) => agency === charge.agency);
  if (unit === undefined) throw new Error(`${charge.agency} is not a payee unit of the demo`);
  const halves = [random.below(100_000), random.below(100_000)];
  const serial = halves.map((half) => String(half).padStart(5, '0')).join('');
  const code = createNoticeCode(random.pick(regions), unit.number, serial);
  if (taken.has(code)) return freshCode(random, taken, charge);
  taken.add(code);
  return code;
}
