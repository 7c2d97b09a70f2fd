/** Writes to the log: ids of providers and links, and codes, but nothing that a provider sent. */
export type UpstreamReport = (facts: Readonly<Record<string, string | number>>, message: string) => void;
