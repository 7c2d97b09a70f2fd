import type { ServedFields } from '../usage/served-fields.ts';
import type { CoordinateUse, UsageStore } from '../usage/usage-store.ts';
import type { BrokenBy } from './check-release.ts';
import type { Problem } from './check-report.ts';

/** Days that a field must be unused before it can be removed. */
const unusedDays = 30;
const dayMs = 24 * 60 * 60_000;
/** Apps and operations that a problem names. */
const named = 3;

export interface WeighedBy {
  readonly usage: Pick<UsageStore, 'uses' | 'countedSince'>;
  /** The agency that wants the changes, and learns who uses its own fields. */
  readonly agency: string;
  /** What is in force before the changes. */
  readonly served: Pick<ServedFields, 'agenciesOf'> | null;
  readonly now: Date;
}

const nowhere = { subgraph: null, file: null, line: null, column: null };

/**
 * Weighs breaking changes by what apps use: an error where one of them breaks an app, else a warning. If
 * usage cannot be read, that is an error, since nobody knows then whom the change breaks.
 */
export async function weighBreakingChanges(
  changes: readonly BrokenBy[],
  { usage, agency, served, now }: WeighedBy,
): Promise<Problem[]> {
  const coordinates = [...new Set(changes.flatMap(({ breaks }) => breaks))];
  if (coordinates.length === 0) return changes.map(({ message }) => warning(message));
  const since = new Date(now.getTime() - unusedDays * dayMs);
  try {
    const query = { coordinates, since, limit: named + 1 };
    const [uses, countedSince] = await Promise.all([usage.uses(query), usage.countedSince()]);
    return changes.map(({ message, breaks }) => {
      const ofChange = uses.filter(({ coordinate }) => breaks.includes(coordinate));
      if (ofChange.length > 0) return inUse(message, ofChange, { agency, served });
      return breaks.length === 0 ? warning(message) : unused(message, countedSince, since);
    });
  } catch {
    return [
      ...changes.map(({ message }) => warning(message)),
      {
        ...{ severity: 'error', code: 'USAGE_UNAVAILABLE', ...nowhere, fixedBy: 'platform' },
        message: 'Who uses what the breaking changes change cannot be read; check again in a minute.',
      },
    ];
  }
}

function warning(message: string): Problem {
  return { severity: 'warning', code: 'BREAKING_CHANGE', message, ...nowhere, fixedBy: null };
}

function unused(message: string, countedSince: Date | null, since: Date): Problem {
  const counted =
    countedSince === null
      ? 'No gateway reports usage.'
      : `No app used it in the last ${unusedDays} days${
          countedSince > since ? ` (usage is counted since ${minuteOf(countedSince)})` : ''
        }.`;
  return warning(`${message}. ${counted}`);
}

function inUse(
  message: string,
  uses: readonly CoordinateUse[],
  { agency, served }: Pick<WeighedBy, 'agency' | 'served'>,
): Problem {
  const problem = {
    ...nowhere,
    severity: 'error',
    code: 'BREAKING_CHANGE_IN_USE',
    fixedBy: agency,
    change: message,
  } as const;
  const isOwn = ({ coordinate }: CoordinateUse) => served?.agenciesOf(coordinate).includes(agency) === true;
  const own = uses.filter(isOwn);
  const [coordinate = ''] = (own.length > 0 ? own : uses).map((use) => use.coordinate);
  // A shared definition can break a field of another agency, whose users are not this one's to know.
  if (own.length === 0) {
    const owners = served?.agenciesOf(coordinate).join(' and ') ?? '';
    return { ...problem, message: `${message}. Apps use ${coordinate} of ${owners}; ask that agency.` };
  }
  const users = usersOf(own);
  const more = users.length > named ? '; and others' : '';
  const advice = `Deprecate it, and remove it once \`npx civic usage '${coordinate}'\` names no app.`;
  return { ...problem, message: `${message}. In use: ${users.slice(0, named).join('; ')}${more}. ${advice}` };
}

/** A change of a type may break one operation at several fields. */
function usersOf(uses: readonly CoordinateUse[]): string[] {
  const users = new Map<string, CoordinateUse>();
  for (const use of [...uses].sort((one, other) => other.calls - one.calls)) {
    const key = `${use.app} ${use.signature}`;
    if (!users.has(key)) users.set(key, use);
  }
  return [...users.values()].map(
    ({ app, calls, lastSeen, ...use }) =>
      `${app === null ? 'callers without a token' : `app ${app}`}, ${operationOf(use)}, ${calls.toLocaleString('en')} calls, last ${minuteOf(lastSeen)}`,
  );
}

function operationOf({ signature, name }: Pick<CoordinateUse, 'signature' | 'name'>): string {
  if (signature === null) return 'rarely called operations';
  const hash = signature.slice(0, 12);
  return name === null ? `operation ${hash}` : `operation ${name} (${hash})`;
}

function minuteOf(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
