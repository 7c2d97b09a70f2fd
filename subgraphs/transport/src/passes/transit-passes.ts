import { createHash } from 'node:crypto';
import type { Day } from '../gtfs/date.ts';

const millisecondsPerDay = 86_400_000;

type TransitPassKind = 'MONTHLY' | 'STUDENT' | 'SENIOR';

export interface TransitPass {
  readonly kind: TransitPassKind;
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly valid: boolean;
}

/** Source of citizens' passes. */
export interface PassStore {
  /** Passes of each citizen, in the order of the keys; an empty list for a citizen without passes. */
  passesOf(citizenKeys: readonly string[], today: Day): Promise<readonly (readonly TransitPass[])[]>;
}

/** For a deployment without a register of passes. */
export const noPasses: PassStore = {
  passesOf: async (citizenKeys) => citizenKeys.map(() => []),
};

/**
 * Invented passes, deterministic per key so that tests can rely on them. They reveal only a few bits of the
 * key's hash.
 */
export const syntheticPasses: PassStore = {
  passesOf: async (citizenKeys, today) => citizenKeys.map((key) => synthesize(key, today)),
};

function synthesize(citizenKey: string, today: Day): TransitPass[] {
  const [first = 0, second = 0] = createHash('sha256').update(`passes:${citizenKey}`).digest();
  if (first >= 192) return [pass('SENIOR', yearOf(today), today)];
  if (first >= 128) return [pass('STUDENT', schoolYearOf(today), today)];
  // One in four has an expired monthly pass.
  return [pass('MONTHLY', monthOf(today, second < 64 ? -1 : 0), today)];
}

function pass(kind: TransitPassKind, [validFrom, validTo]: [Day, Day], today: Day): TransitPass {
  return { kind, validFrom, validTo, valid: validFrom <= today && today <= validTo };
}

function yearOf(today: Day): [Day, Day] {
  const year = dateOf(today).getUTCFullYear();
  return [dayOf(year, 0), dayOf(year + 1, 0) - 1];
}

/** From September to August. */
function schoolYearOf(today: Day): [Day, Day] {
  const date = dateOf(today);
  const year = date.getUTCFullYear() - (date.getUTCMonth() < 8 ? 1 : 0);
  return [dayOf(year, 8), dayOf(year + 1, 8) - 1];
}

function monthOf(today: Day, offset: number): [Day, Day] {
  const date = dateOf(today);
  const month = date.getUTCMonth() + offset;
  return [dayOf(date.getUTCFullYear(), month), dayOf(date.getUTCFullYear(), month + 1) - 1];
}

function dateOf(day: Day): Date {
  return new Date(day * millisecondsPerDay);
}

/** First day of a month; months below 0 and over 11 belong to adjacent years. */
function dayOf(year: number, month: number): Day {
  return Date.UTC(year, month, 1) / millisecondsPerDay;
}
