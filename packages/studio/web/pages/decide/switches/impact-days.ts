/** Days of calls that a preview counts. */
export const impactDays = 7;
