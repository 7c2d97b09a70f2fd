import { lookupRanges } from '../../feed/lookup-ranges.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { Day } from '../../gtfs/date.ts';
import type { AlertMessage, TranslatedString } from '../message/feed-message.ts';

/** A text with its language. */
export type Translation = TranslatedString['translation'][number];

/** What an alert is about: everything that fits all the given parts. */
export interface InformedEntity {
  readonly operator: number | null;
  readonly route: number | null;
  readonly routeType: number | null;
  readonly direction: number | null;
  /** Trip of the timetable, and its day; `null` for every day. */
  readonly trip: { readonly row: number; readonly day: Day | null } | null;
  readonly stop: number | null;
}

/** A message of an operator to passengers. */
export interface ServiceAlert {
  /** Unique among all sources. */
  readonly id: string;
  readonly cause: NonNullable<AlertMessage['cause']>;
  readonly effect: NonNullable<AlertMessage['effect']>;
  readonly severity: NonNullable<AlertMessage['severityLevel']>;
  readonly header: readonly Translation[];
  readonly description: readonly Translation[];
  readonly url: readonly Translation[];
  /** Empty: for as long as it is published. */
  readonly periods: readonly { readonly start: Instant | null; readonly end: Instant | null }[];
  readonly informed: readonly InformedEntity[];
  /** Differs if anything else of the alert does. */
  readonly fingerprint: string;
}

/** Whether passengers are to see it at an instant. */
export function isActive({ periods }: ServiceAlert, now: Instant): boolean {
  if (periods.length === 0) return true;
  return periods.some(({ start, end }) => (start ?? 0) <= now && now < (end ?? Number.POSITIVE_INFINITY));
}

/** Whether passengers will not see it again. */
export function isOver({ periods }: ServiceAlert, now: Instant): boolean {
  return periods.length > 0 && periods.every(({ end }) => end !== null && end <= now);
}

/** The text in a language, else the text without a language, else the first one. */
export function textIn(texts: readonly Translation[], language: string | null | undefined): string | null {
  for (const range of lookupRanges(language)) {
    const found = texts.find((each) => each.language?.toLowerCase() === range)?.text;
    if (found !== undefined) return found;
  }
  return texts.find((each) => !each.language)?.text ?? texts[0]?.text ?? null;
}
