/** Currency and time zone of the treasury. */
export const treasury = Object.freeze({ currency: 'CNY', zone: 'Asia/Shanghai' });

/** Shared, because creating a formatter costs more than a notice. */
const civilDate = new Intl.DateTimeFormat('en-CA', { timeZone: treasury.zone });

/** Today's date, YYYY-MM-DD, in the treasury's time zone. */
export function treasuryDate(instant: Date): string {
  // Cached per quarter of an hour: midnight of every zone is at a multiple of it in UTC.
  const quarter = Math.floor(instant.getTime() / 900_000);
  if (quarter !== last.quarter) last = { quarter, date: civilDate.format(instant) };
  return last.date;
}

let last = { quarter: Number.NaN, date: '' };
