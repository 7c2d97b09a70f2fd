import type { RecordParties } from '../../access-log/find-records.ts';
import type { IdentityDatabase } from '../../store/database.ts';
import type { Visit } from '../desk.ts';

/** What the query of the log's page selects; the text wins over the app, and the app over the agency. */
export interface LogFilter {
  /** Part of the name of an app or agency; empty: any. */
  readonly text: string;
  readonly app: string | null;
  readonly agency: string | null;
  readonly after: string | null;
}

const maxSearchLength = 60;
/** Apps and agencies whose names may match a text. */
const mostMatches = 50;

/** A repeated parameter is a list, which the form never sends. */
export function parseLogFilter(query: unknown): LogFilter {
  const given = (name: string): string | null => {
    const value = typeof query === 'object' && query !== null ? Reflect.get(query, name) : undefined;
    // PostgreSQL rejects a text with NUL.
    return typeof value === 'string' && value !== '' && !value.includes('\0') ? value : null;
  };
  return {
    text: given('q')?.trim().slice(0, maxSearchLength) ?? '',
    app: given('app'),
    agency: given('agency'),
    after: given('after'),
  };
}

/** Whom the filter selects; null for everybody. */
export async function partiesOf(
  { text, app, agency }: LogFilter,
  { desk }: Pick<Visit, 'desk'>,
): Promise<RecordParties | null> {
  const directory = desk.agencies.current;
  const ofAgencies = (agencies: readonly string[]) => ({
    agencies,
    subgraphs: agencies.flatMap((id) => [...directory.subgraphsOf(id)]),
  });
  if (text !== '') {
    const { apps, agencies } = await named(desk.database, text);
    return { apps, ...ofAgencies(agencies) };
  }
  if (app !== null) return { apps: [app], ...ofAgencies([]) };
  return agency === null ? null : { apps: [], ...ofAgencies([agency]) };
}

/** Partner apps and agencies with a name that contains the text. */
async function named(database: IdentityDatabase, text: string) {
  // LIKE's wildcards are escaped, because the text comes from a form.
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const [apps, agencies] = await Promise.all([
    database
      .selectFrom('app')
      .select('client_id')
      .where('kind', '=', 'partner')
      .where((where) => where.or([where('name_zh', 'ilike', pattern), where('name_en', 'ilike', pattern)]))
      .limit(mostMatches)
      .execute(),
    database
      .selectFrom('agency')
      .select('id')
      .where((where) => where.or([where('name_zh', 'ilike', pattern), where('name_en', 'ilike', pattern)]))
      .limit(mostMatches)
      .execute(),
  ]);
  return { apps: apps.map(({ client_id }) => client_id), agencies: agencies.map(({ id }) => id) };
}

/** Query that shows the same selection. */
export function queryOf({ text, app, agency }: LogFilter, after: string | null): string {
  const parameters = new URLSearchParams();
  if (text !== '') parameters.set('q', text);
  else if (app !== null) parameters.set('app', app);
  else if (agency !== null) parameters.set('agency', agency);
  if (after !== null) parameters.set('after', after);
  return parameters.size === 0 ? '' : `?${parameters}`;
}
