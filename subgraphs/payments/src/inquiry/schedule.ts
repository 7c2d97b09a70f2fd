/** Asked again after a time that doubles with each answer that says nothing, up to this. */
export const longestMilliseconds = 6 * 60 * 60 * 1000;

/**
 * After so many questions a human takes it up as well: with half a minute at first that is after some 20
 * hours.
 */
export const attemptsBeforeCase = 12;

/**
 * How long after the end of an order a provider that has never heard of it is believed: until then the order,
 * or the payer, may still be on the way.
 */
export const graceMilliseconds = 5 * 60 * 1000;
