/** Served codes of SDMX CL_FREQ, the longest period first. */
export const frequencies = ['A', 'S', 'T', 'Q', 'M', 'W', 'D', 'B', 'H', 'N', 'I'] as const;

export type Frequency = (typeof frequencies)[number];
