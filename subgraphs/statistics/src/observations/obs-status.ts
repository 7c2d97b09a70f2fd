/**
 * Served codes of SDMX CL_OBS_STATUS 2.3. `Q` is reserved: a value that its owner suppressed earlier must not
 * be mistaken for one that the totals here protect.
 */
export const obsStatuses = ['A', 'B', 'E', 'F', 'I', 'L', 'M', 'O', 'P', 'Q', 'U', 'V'] as const;
export type ObsStatus = (typeof obsStatuses)[number];

/** Statuses that say why there is no value. */
export const withoutValue: ReadonlySet<string> = new Set<ObsStatus>(['L', 'M', 'O', 'Q']);

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
