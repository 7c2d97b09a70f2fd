import { ZoneClock } from '../../feed/zone-clock.ts';
import { parseGtfsDate } from '../../gtfs/date.ts';
import { decimalPattern, integerPattern } from '../../gtfs/row.ts';
import { parseGtfsTime } from '../../gtfs/time.ts';
import type { NoticeCode } from '../../notices/catalogue.ts';
import type { FieldSpec, FieldType } from '../schema/table-spec.ts';
import { isCurrency } from './currencies.ts';

type Check = (value: string) => NoticeCode | null;

const matching =
  (pattern: RegExp, code: NoticeCode): Check =>
  (value) =>
    pattern.test(value) ? null : code;

const isNumber = matching(decimalPattern, 'invalid_float');
const isInteger: Check = (value) =>
  integerPattern.test(value) && Math.abs(Number(value)) < 2 ** 31 ? null : 'invalid_integer';

const checks: Partial<Record<FieldType, Check>> = {
  color: matching(/^[0-9a-f]{6}$/i, 'invalid_color'),
  currency: (value) => (isCurrency(value) ? null : 'invalid_currency'),
  date: (value) => (parseGtfsDate(value) === null ? 'invalid_date' : null),
  decimal: isNumber,
  email: matching(/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/, 'invalid_email'),
  enum: isInteger,
  float: isNumber,
  id: matching(/^[ -~]*$/, 'non_ascii_or_non_printable_char'),
  integer: isInteger,
  language: (value) => (isLanguageTag(value) ? null : 'invalid_language_code'),
  latitude: isNumber,
  longitude: isNumber,
  time: (value) => (parseGtfsTime(value) === null ? 'invalid_time' : null),
  timezone: (value) => (ZoneClock.knows(value) ? null : 'invalid_timezone'),
  url: (value) => (isWebAddress(value) ? null : 'invalid_url'),
};

/** Checks one value, which is not empty. @returns the notice code, or `null` if it is valid */
export function checkValue(spec: FieldSpec, value: string): NoticeCode | null {
  return checks[spec.type]?.(value) ?? rangeProblem(spec, value);
}

function rangeProblem({ type, bound, values }: FieldSpec, value: string): NoticeCode | null {
  if (values !== undefined) return values.includes(Number(value)) ? null : 'unexpected_enum_value';
  if (type === 'latitude' && Math.abs(Number(value)) > 90) return 'number_out_of_range';
  if (type === 'longitude' && Math.abs(Number(value)) > 180) return 'number_out_of_range';
  if (bound === undefined) return null;
  const number = Number(value);
  const isWithin = bound === 'positive' ? number > 0 : bound === 'non-negative' ? number >= 0 : number !== 0;
  return isWithin ? null : 'number_out_of_range';
}

function isLanguageTag(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

function isWebAddress(value: string): boolean {
  if (/\s/.test(value) || !/^(https?|ftp):\/\//i.test(value) || !URL.canParse(value)) return false;
  const { hostname } = new URL(value);
  return hostname.startsWith('[') || hostname.includes('.');
}
