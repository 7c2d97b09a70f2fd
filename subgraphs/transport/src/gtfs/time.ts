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

/** The inverse of {@link parseGtfsTime}: 91,800 s is `25:30:00`. */
export function formatGtfsTime(seconds: number): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}`;
}
