import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import { positionOf, recordsOfSubject } from '../../access-log/find-records.ts';
import { questionsOfSubject } from '../../access-questions/find-questions.ts';
import type { AccessQuestionRow } from '../../access-questions/tables.ts';
import { type CivilDate, civilDate } from '../../citizen/age.ts';
import type { Visit } from '../desk.ts';
import { describeEntry, type LogEntry } from './log-entry.ts';
import { type LogFilter, partiesOf } from './log-filter.ts';

/** Accesses of one day with the same reader, data, purpose and basis, newest first. */
export interface LogItem {
  readonly entries: readonly [LogEntry, ...LogEntry[]];
  readonly questions: readonly AccessQuestionRow[];
}

export interface LogDay {
  readonly date: CivilDate;
  readonly items: readonly LogItem[];
}

export interface LogView {
  readonly days: readonly LogDay[];
  /** Cursor of the next page; null on the last one. */
  readonly older: string | null;
}

const pageLength = 50;

/** A page of the citizen's access log, by the same query as `Citizen.accessLog` of the graph. */
export async function readLog(visit: Visit, filter: LogFilter): Promise<LogView> {
  const { desk, citizen } = visit;
  const subject = desk.hashSubject(citizen.key);
  const page = parseConnectionArguments({ first: pageLength, after: filter.after });
  const rows = await recordsOfSubject(desk.database, subject, page, await partiesOf(filter, visit));
  const { nodes, pageInfo } = connectionFromPage(rows, page, positionOf);
  const [entries, questions] = await Promise.all([
    Promise.all(nodes.map((record) => describeEntry(record, visit))),
    questionsOfSubject(
      desk.database,
      subject,
      nodes.map(({ hash }) => hash),
    ),
  ]);
  return { days: byDay(entries, questions), older: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

function byDay(entries: readonly LogEntry[], questions: readonly AccessQuestionRow[]): LogDay[] {
  const days = new Map<CivilDate, Map<string, [LogEntry, ...LogEntry[]]>>();
  for (const entry of entries) {
    const date = civilDate(entry.record.time);
    const items = days.get(date) ?? new Map<string, [LogEntry, ...LogEntry[]]>();
    days.set(date, items);
    const likeness = likenessOf(entry);
    const same = items.get(likeness);
    if (same === undefined) items.set(likeness, [entry]);
    else same.push(entry);
  }
  return [...days].map(([date, items]) => ({
    date,
    items: [...items.values()].map((same) => ({
      entries: same,
      questions: questions.filter(({ record }) => same.some((entry) => entry.record.hash === record)),
    })),
  }));
}

/** Entries with the same likeness read the same in a sentence. */
function likenessOf({ record, app, officialOf, purpose, groups, agencies }: LogEntry): string {
  return JSON.stringify([
    ...[record.caller, app?.client_id, officialOf?.id, purpose?.id],
    ...[groups.map(({ id }) => id), agencies.map(({ id }) => id)],
  ]);
}
