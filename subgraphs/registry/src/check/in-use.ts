import { isPastSunset, ownsAlone, type ServedFields } from '../usage/served-fields.ts';
import type { CoordinateUse, UsageStore } from '../usage/usage-store.ts';
import type { BrokenBy } from './check-release.ts';
import { nowhere, type Problem, type ReleaseCause, severityFor } from './check-report.ts';

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
  readonly served: Pick<ServedFields, 'agenciesOf' | 'sunsetOn'> | null;
  readonly now: Date;
  /** A rollback must stay possible whatever apps use. */
  readonly cause: ReleaseCause;
}

/**
 * Weighs breaking changes by what apps use: an error where a publish breaks an app before the field's sunset,
 * else a warning. If usage cannot be read, a publish has an error, since nobody knows then whom it breaks.
 */
export async function weighBreakingChanges(changes: readonly BrokenBy[], by: WeighedBy): Promise<Problem[]> {
  const { usage, now, cause } = by;
  const coordinates = [...new Set(changes.flatMap(({ breaks }) => breaks))];
  if (coordinates.length === 0) return changes.map(({ message }) => warning(message));
  const since = new Date(now.getTime() - unusedDays * dayMs);
  try {
    const query = { coordinates, since, limit: named + 1 };
    const [uses, countedSince] = await Promise.all([usage.uses(query), usage.countedSince()]);
    return changes.map(({ message, breaks }) => {
      const ofChange = uses.filter(({ coordinate }) => breaks.includes(coordinate));
      if (ofChange.length > 0) return inUse(message, ofChange, by);
      return breaks.length === 0 ? warning(message) : unused(message, countedSince, since);
    });
  } catch {
    const severity = severityFor(cause);
    const advice = severity === 'error' ? '; check again in a minute' : '';
    return [
      ...changes.map(({ message }) => warning(message)),
      {
        ...{ severity, code: 'USAGE_UNAVAILABLE', ...nowhere, fixedBy: 'platform' },
        message: `Who uses what the breaking changes change cannot be read${advice}.`,
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

function inUse(message: string, uses: readonly CoordinateUse[], by: WeighedBy): Problem {
  const { agency, served } = by;
  const stopping = uses.filter((use) => stops(use, by));
  const severity = stopping.length > 0 ? 'error' : 'warning';
  const problem = { severity, code: 'BREAKING_CHANGE_IN_USE', ...nowhere, fixedBy: agency } as const;
  const isOwn = ({ coordinate }: CoordinateUse) => ownsAlone(served, coordinate, agency);
  const decisive = stopping.length > 0 ? stopping : uses;
  const [coordinate = ''] = [...decisive.filter(isOwn), ...decisive].map((use) => use.coordinate);
  // A shared definition can break a field that others resolve too, whose users are not this one's to know.
  if (!decisive.some(isOwn)) {
    const owners = served?.agenciesOf(coordinate) ?? [];
    const whom = owners.length > 1 ? "the platform's admin" : 'that agency';
    const users = severity === 'error' ? 'Apps' : 'Callers';
    const told = `${message}. ${users} use ${coordinate} of ${owners.join(' and ')}; ask ${whom}.`;
    return { ...problem, message: told, change: message };
  }
  const users = usersOf(uses.filter(isOwn));
  const more = users.length > named ? '; and others' : '';
  const told = `${message}. In use: ${users.slice(0, named).join('; ')}${more}.`;
  const advice = `Deprecate it, and remove it once \`npx civic usage '${coordinate}'\` names no app.`;
  return { ...problem, message: severity === 'error' ? `${told} ${advice}` : told, change: message };
}

/** Callers without a token stop nothing: anybody could keep a field in use that way, and nobody be asked. */
function stops({ app, coordinate }: CoordinateUse, { served, now, cause }: WeighedBy): boolean {
  if (app === null) return false;
  const today = now.toISOString().slice(0, 10);
  return severityFor(cause, isPastSunset(served, coordinate, today)) === 'error';
}

/** Apps first, since they stop a change. A change of a type may break one operation at several fields. */
function usersOf(uses: readonly CoordinateUse[]): string[] {
  const users = new Map<string, CoordinateUse>();
  for (const use of [...uses].sort(appsFirst)) {
    const key = `${use.app} ${use.signature}`;
    if (!users.has(key)) users.set(key, use);
  }
  return [...users.values()].map(
    ({ app, calls, lastSeen, ...use }) =>
      `${app === null ? 'callers without a token' : `app ${app}`}, ${operationOf(use)}, ${calls.toLocaleString('en')} calls, last ${minuteOf(lastSeen)}`,
  );
}

function appsFirst(one: CoordinateUse, other: CoordinateUse): number {
  return Number(one.app === null) - Number(other.app === null) || other.calls - one.calls;
}

function operationOf({ signature, name }: Pick<CoordinateUse, 'signature' | 'name'>): string {
  if (signature === null) return 'several operations that are counted together';
  const hash = signature.slice(0, 12);
  return name === null ? `operation ${hash}` : `operation ${name} (${hash})`;
}

function minuteOf(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
