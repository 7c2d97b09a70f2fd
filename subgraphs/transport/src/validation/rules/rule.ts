import type { Notices } from '../../notices/notices.ts';
import type { FeedData } from '../read/feed-data.ts';
import type { RowView } from '../read/row-view.ts';

/** A rule for each row of one file, by itself. */
export interface RowRule {
  readonly file: string;
  /** Columns of which the file must have one. Default is none. */
  readonly anyColumn?: readonly string[];
  /** Another file without which the rule does not apply. Default is none. */
  readonly needsFile?: string;
  readonly check: (row: RowView) => void;
}

/** A rule for rows of several files, or for several rows of one. */
export interface FeedRule {
  /** Files that must not be broken, or the rule does not run. */
  readonly needs: readonly string[];
  readonly check: (feed: FeedData, notices: Notices) => void;
}
