/** An error breaks the GTFS reference, a warning its recommendations; an info may be intended. */
export type NoticeSeverity = 'ERROR' | 'WARNING' | 'INFO';

export interface NoticeMeaning<Severity extends NoticeSeverity = NoticeSeverity> {
  readonly severity: Severity;
  /** One sentence without a full stop. */
  readonly meaning: string;
}

const ofSeverity =
  <Severity extends NoticeSeverity>(severity: Severity) =>
  (meaning: string): NoticeMeaning<Severity> => ({ severity, meaning });

export const error = ofSeverity('ERROR');
export const warning = ofSeverity('WARNING');
export const info = ofSeverity('INFO');
