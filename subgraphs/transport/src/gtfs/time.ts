import { parseDigits } from './digits.ts';

const pattern = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/;

/**
 * Parses a GTFS time, `H:MM:SS`, `HH:MM:SS` or `HHH:MM:SS`, as seconds after "noon minus 12 h" of the service
 * day. Hours exceed 24 after midnight (GTFS reference, "Field types": Time).
 *
 * @returns `null` if invalid
 */
export function parseGtfsTime(text: string): number | null {
  const match = pattern.exec(text);
  return match === null ? null : Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]);
}

const [zero, colon] = [48, 58];

/**
 * Like {@link parseGtfsTime}, from bytes and without a string.
 *
 * @returns -1 if they are not a time
 */
export function parseTimeBytes(bytes: Uint8Array, start: number, end: number): number {
  const seconds = twoDigits(bytes, end - 2);
  const minutes = twoDigits(bytes, end - 5);
  const hours = end - start < 7 || end - start > 9 ? -1 : parseDigits(bytes, start, end - 6);
  const hasColons = bytes[end - 3] === colon && bytes[end - 6] === colon;
  return hasColons && hours >= 0 && minutes >= 0 && seconds >= 0 ? hours * 3600 + minutes * 60 + seconds : -1;
}

/** Two digits, 00 to 59; -1 for anything else. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - zero;
  const ones = (bytes[at + 1] ?? 0) - zero;
  return tens >= 0 && tens <= 5 && ones >= 0 && ones <= 9 ? 10 * tens + ones : -1;
}

/** The inverse of {@link parseGtfsTime}: 91,800 s is `25:30:00`. */
export function formatGtfsTime(seconds: number): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}`;
}
