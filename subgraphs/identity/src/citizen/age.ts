/** A civil date, YYYY-MM-DD, without a zone. */
export type CivilDate = string;

/** The city's, as PostgreSQL and `Intl` name it. */
export const cityTimeZone = 'Asia/Shanghai';

/** Today in the city: a birthday begins at midnight where the citizen lives, not at midnight UTC. */
export function civilDate(instant: Date, timeZone = cityTimeZone): CivilDate {
  // The Swedish locale writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);
}

/**
 * Whether somebody born on `birthDate` has completed `years` years on `today`.
 *
 * A year of age is complete when the birthday begins. Who was born on 29 February completes it on 1 March of
 * a common year: a predicate that opens doors must never be true a day early.
 */
export function hasReachedAge(birthDate: CivilDate, years: number, today: CivilDate): boolean {
  const [year, monthAndDay] = [Number(birthDate.slice(0, 4)), birthDate.slice(4)];
  // Compared as text: with 29 February, no day of a common year equals "-02-29", and "-03-01" is the first
  // past it.
  const anniversary = `${String(year + years).padStart(4, '0')}${monthAndDay}`;
  return today >= anniversary;
}
