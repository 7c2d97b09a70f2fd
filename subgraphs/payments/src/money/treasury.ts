/** What the treasury collects in, and whose midnight ends a day of account. */
export const treasury = Object.freeze({ currency: 'CNY', zone: 'Asia/Shanghai' });

/** Made once: making one costs more than a notice. */
const civilDate = new Intl.DateTimeFormat('en-CA', { timeZone: treasury.zone });

/** Today's date, YYYY-MM-DD, in the treasury's zone. */
export function treasuryDate(instant: Date): string {
  return civilDate.format(instant);
}
