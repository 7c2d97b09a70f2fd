/** A civil date, YYYY-MM-DD, without a zone. */
export type CivilDate = string;

/** Time zone of the city, as PostgreSQL and `Intl` name it. */
export const cityTimeZone = 'Asia/Shanghai';

/** The Swedish locale formats dates like ISO 8601. */
const inCity = new Intl.DateTimeFormat('sv-SE', { timeZone: cityTimeZone, dateStyle: 'short' });

/** Today's date in the city, where a birthday begins at local midnight. */
export function civilDate(instant: Date): CivilDate {
  return inCity.format(instant);
}

/**
 * Whether a person born on `birthDate` has completed `years` years on `today`.
 *
 * A person born on 29 February completes a year on 1 March of a common year, because a predicate must never
 * be true a day early.
 */
export function hasReachedAge(birthDate: CivilDate, years: number, today: CivilDate): boolean {
  const [year, monthAndDay] = [Number(birthDate.slice(0, 4)), birthDate.slice(4)];
  // Compared as text: with 29 February, no day of a common year equals "-02-29", and "-03-01" is the first
  // past it.
  const anniversary = `${String(year + years).padStart(4, '0')}${monthAndDay}`;
  return today >= anniversary;
}
