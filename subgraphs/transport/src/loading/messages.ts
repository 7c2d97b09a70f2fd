import type { Problem } from '../gtfs/load-report.ts';
import type { FeedContent } from '../source/feed-content.ts';
import type { FeedData } from './feed-data.ts';

/** Start data of a loading thread. */
export interface LoadingStart {
  readonly content: FeedContent;
}

/** Problems found while loading. */
export interface ReportData {
  readonly problems: readonly Problem[];
  readonly errors: number;
  readonly warnings: number;
}

export type LoadingReply =
  | { readonly kind: 'loaded'; readonly data: FeedData; readonly report: ReportData }
  | { readonly kind: 'refused'; readonly report: ReportData };
