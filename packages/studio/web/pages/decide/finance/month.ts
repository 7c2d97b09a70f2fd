/** The last months as YYYY-MM, the current one first. @param now civil date */
export function lastMonths(now: string, count: number): string[] {
  const [year = 0, month = 1] = now.split('-').map(Number);
  return Array.from({ length: count }, (_, back) => isoDate(year, month - back, 1).slice(0, 7));
}

/** First day of a month, first day after it, and its last day. @param month as YYYY-MM */
export function monthOf(month: string) {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return {
    from: isoDate(year, number, 1),
    until: isoDate(year, number + 1, 1),
    last: isoDate(year, number + 1, 0),
  };
}

/** @param month from 1; beyond a year it is of another one */
function isoDate(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
