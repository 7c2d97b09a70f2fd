/** What the treasury collects in, and whose midnight ends a day of account. */
export const treasury = Object.freeze({ currency: 'CNY', zone: 'Asia/Shanghai' });

/** Made once: making one costs more than a notice. */
const civilDate = new Intl.DateTimeFormat('en-CA', { timeZone: treasury.zone });

/** Today's date, YYYY-MM-DD, in the treasury's zone. */
export function treasuryDate(instant: Date): string {
  // Midnight of every zone is at a full quarter of an hour of UTC, and almost always it is asked for now.
  const quarter = Math.floor(instant.getTime() / 900_000);
  if (quarter !== last.quarter) last = { quarter, date: civilDate.format(instant) };
  return last.date;
}

let last = { quarter: Number.NaN, date: '' };
