import type { AssuranceLevel } from '@civic-graph/policy';
import { z } from 'zod';
import type { Fact } from '../../store/database.ts';
import { birthDateOf, isIdNumber } from '../id-number.ts';
import { isDistrict, isRegionCode } from '../residence.ts';

/** One person of the civil registry, as read from the file. */
export interface Resident {
  /** Data class C4. */
  readonly idNumber: string;
  /** Null if the file does not name one: it stays, and a new person gets `high`. */
  readonly assurance: AssuranceLevel | null;
  /** The facts that the file gives. */
  readonly facts: ReadonlyMap<Fact, string>;
}

const factColumns = ['name', 'birth_date', 'region', 'address', 'phone', 'email'] as const;
export const residentColumns = ['id_number', 'assurance', ...factColumns] as const;
export type ResidentColumn = (typeof residentColumns)[number];

/** Built once, because building one takes longer than a check. */
const address = z.email().max(254);
/** The replacement character stands for bytes that are not UTF-8. */
const isText = (value: string, longest: number) =>
  value.length <= longest && /^[^\p{C}\uFFFD]+$/u.test(value);

const isValid: Readonly<Record<Fact, (value: string, idNumber: string) => boolean>> = {
  name: (value) => isText(value, 100),
  birth_date: (value, idNumber) => value === birthDateOf(idNumber),
  region: (value) => isRegionCode(value) && isDistrict(value),
  address: (value) => isText(value, 300),
  phone: (value) => /^\+[1-9]\d{5,14}$/.test(value),
  email: (value) => address.safeParse(value).success,
};

const wanted: Readonly<Record<ResidentColumn, string>> = {
  id_number: 'must be a resident identity number: 18 characters, with the check character of GB 11643',
  assurance: 'must be substantial or high',
  name: 'must have 1 to 100 printable characters',
  birth_date: 'must be the date in the identity number, as YYYY-MM-DD',
  region: 'must be the six-digit code of a district (GB/T 2260)',
  address: 'must have 1 to 300 printable characters',
  phone: 'must be in E.164 form: + and 6 to 15 digits',
  email: 'must be an e-mail address',
};

/**
 * Reads one row.
 *
 * @returns a problem that names the column, never its value, which is personal data
 */
export function readResident(
  cells: ReadonlyMap<ResidentColumn, string>,
): { readonly resident: Resident } | { readonly problem: string } {
  const bad = (column: ResidentColumn) => ({ problem: `${column} ${wanted[column]}` });
  const idNumber = (cells.get('id_number') ?? '').toUpperCase();
  if (!isIdNumber(idNumber)) return bad('id_number');
  const assurance = cells.get('assurance') || null;
  if (assurance !== null && assurance !== 'high' && assurance !== 'substantial') return bad('assurance');
  const facts = new Map<Fact, string>();
  for (const column of factColumns) {
    const value = cells.get(column) ?? '';
    if (value === '') continue;
    if (!isValid[column](value, idNumber)) return bad(column);
    facts.set(column, value);
  }
  return { resident: { idNumber, assurance, facts } };
}
