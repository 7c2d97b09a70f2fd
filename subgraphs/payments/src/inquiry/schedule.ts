/** Maximum interval; it doubles with each inconclusive answer. */
export const longestMilliseconds = 6 * 60 * 60 * 1000;

/** Number of queries after which a case is opened: after some 20 hours. */
export const attemptsBeforeCase = 12;

/**
 * Grace period after an order's end before "unknown order" is believed, because the order or the payer may
 * still arrive.
 */
export const graceMilliseconds = 5 * 60 * 1000;
