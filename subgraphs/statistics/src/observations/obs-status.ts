/**
 * Codes of SDMX CL_OBS_STATUS 2.3, in the order of section 2 of the guideline "Possible Ways of Implementing
 * the Observation Status Concept". `Q` is reserved: a value that its owner suppressed earlier must not be
 * mistaken for one that the totals here protect.
 */
const byImportance = [
  ...(['B', 'O', 'M', 'L', 'H', 'Q', 'J', 'S', 'D', 'K'] as const),
  ...(['W', 'I', 'F', 'E', 'P', 'N', 'U', 'V', 'G', 'A'] as const),
] as const;
export type ObsStatus = (typeof byImportance)[number];

export const obsStatuses: readonly ObsStatus[] = byImportance.toSorted();

/** Statuses that say why there is no value. */
export const withoutValue: ReadonlySet<string> = new Set<ObsStatus>(['H', 'K', 'L', 'M', 'O', 'Q']);

/**
 * The status to serve of an observation that has several; one of them that a data set may not use, or that
 * contradicts the value, comes before all others.
 */
export function mostImportant(statuses: readonly string[], hasValue: boolean): string {
  const wrong = statuses.find((status) => !isGivenStatus(status) || (hasValue && withoutValue.has(status)));
  // Without a value, the status must say why.
  const found = byImportance.find(
    (status) => statuses.includes(status) && withoutValue.has(status) !== hasValue,
  );
  return wrong ?? found ?? statuses[0] ?? '';
}

/** Whether a data set may use a status. */
export function isGivenStatus(text: string): text is ObsStatus {
  return isObsStatus(text) && text !== 'Q';
}

/**
 * Codes of SDMX CL_CONF_STATUS. Primary and secondary suppression share a code: distinguishing them would
 * reveal which cells are below the threshold.
 */
export const confStatuses = ['F', 'C'] as const;
export type ConfStatus = (typeof confStatuses)[number];

/** Only suppressed values are confidential. */
export function confStatusOf(status: ObsStatus): ConfStatus {
  return status === 'Q' ? 'C' : 'F';
}

export function isObsStatus(text: string): text is ObsStatus {
  return (obsStatuses as readonly string[]).includes(text);
}
