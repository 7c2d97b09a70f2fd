/** What the treasury collects in, and whose midnight ends a day of account. */
export const treasury = Object.freeze({ currency: 'CNY', zone: 'Asia/Shanghai' });

/** Today's date, YYYY-MM-DD, in the treasury's zone. */
export function treasuryDate(instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: treasury.zone }).format(instant);
}
