import type { Generated, Selectable } from 'kysely';

export type ProfilingKind = 'join' | 'sweep';
export type ProfilingPeriod = 'day' | 'week';

/** A day or a week of one reader: an app, or an agency's officials. Empty text means none. */
export interface ReadingWindow {
  readonly app: string;
  readonly official_agency: string;
  readonly period: ProfilingPeriod;
  /** First day, YYYY-MM-DD. */
  readonly start: string;
}

/** The tables of `0009-profiling.sql`. PostgreSQL's bigint arrives as text. */
export interface ProfilingTables {
  profile_reading: ReadingWindow & { subject: string; subgraphs: string[]; subgraphs_before: string[] };
  profile_tally: ReadingWindow & { subgraphs: string[]; people: string };
  profiling_alert: ReadingWindow & {
    id: Generated<string>;
    kind: ProfilingKind;
    subgraphs: string[];
    people: string;
    joined_people: string;
    most_agencies: number;
    usual_people: string | null;
    population: string;
    raised_at: Date;
    acknowledged_at: Date | null;
    acknowledged_by: string | null;
  };
}

export type ProfilingAlertRow = Selectable<ProfilingTables['profiling_alert']>;
