import { type CivilDate, civilDate } from '../citizen/age.ts';

/**
 * Working days that an agency has for its answer. Saturdays and Sundays do not count; public holidays do,
 * because the platform has no calendar of them.
 */
export const answerWorkingDays = 15;

/** Last day for the answer to a question of `now`, in the city's time zone. */
export function answerDueOn(now: Date, workingDays = answerWorkingDays): CivilDate {
  const day = new Date(`${civilDate(now)}T00:00:00Z`);
  for (let left = workingDays; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6) left -= 1;
  }
  return day.toISOString().slice(0, 10);
}
