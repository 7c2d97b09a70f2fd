import { latencyBounds, operationKinds, type UsageBatch } from '@civic-graph/releases/usage';
import { z } from 'zod';
import type { UsageDatabase } from './usage-database.ts';

/** How often one operation was run. */
interface OperationFigures {
  /** SHA-256 (hex) of the operation; `null` for several that are counted together. */
  readonly signature: string | null;
  readonly kind: (typeof operationKinds)[number];
  readonly name: string | null;
  /** A multiple of 5, at least 5. */
  readonly calls: number;
  /** Calls with an error; a multiple of 5. */
  readonly failed: number;
  /** By code, the most frequent first. */
  readonly errors: readonly { readonly code: string; readonly count: number }[];
  /** Milliseconds; `null` where too few were measured. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** Start of the last minute with a call. */
  readonly lastSeen: Date;
}

/** What one app did with one operation that uses a coordinate. */
export interface CoordinateUse extends OperationFigures {
  readonly coordinate: string;
  /** Client id; `null` for callers without a token. */
  readonly app: string | null;
}

/** What one app did with one operation, and the fields and arguments that it uses. */
export interface AppUse extends OperationFigures {
  readonly coordinates: readonly string[];
}

export interface AppUsesQuery {
  /** Client id. */
  readonly app: string;
  readonly since: Date;
  readonly limit: number;
}

export interface UsesQuery {
  readonly coordinates: readonly string[];
  readonly since: Date;
  /** Most rows of each coordinate; apps come before callers without a token, who could crowd them out. */
  readonly limit: number;
}

export interface UsageStore {
  /** A batch that was added before changes nothing. */
  add(batch: UsageBatch): Promise<void>;
  /** By coordinate, the most called first. */
  uses(query: UsesQuery): Promise<readonly CoordinateUse[]>;
  /** Operations of one app, the most called first. */
  usesByApp(query: AppUsesQuery): Promise<readonly AppUse[]>;
  /** Since when usage is counted; `null` where nothing is. */
  countedSince(): Promise<Date | null>;
  close(): Promise<void>;
}

// An older ClickHouse writes integers of 64 bits as text.
const count = z.coerce.number();
const figures = {
  signature: z.string(),
  kind: z.enum(operationKinds),
  name: z.string(),
  calls: count,
  failed: count,
  errors: z.record(z.string(), count),
  latency: z.array(count),
  last_seen: count,
};
const useRow = z.object({ ...figures, coordinate: z.string(), app: z.string() });
const appUseRow = z.object({ ...figures, coordinates: z.array(z.string()) });
const sinceRow = z.object({ since: count });

const selectUses = `
  SELECT coordinate, app, row_signature AS signature, any(row_kind) AS kind,
         argMaxIf(row_name, row_minute, row_name != '') AS name,
         sum(row_calls) AS calls, sum(row_failed) AS failed, sumMap(row_errors) AS errors,
         sumForEach(row_latency) AS latency, toUnixTimestamp(max(row_minute)) AS last_seen
  FROM (
    SELECT arrayJoin(arrayIntersect(fields, {coordinates:Array(String)})) AS coordinate, app,
           if(kind = 'mixed', '', toString(signature)) AS row_signature, kind AS row_kind, name AS row_name,
           minute AS row_minute, calls AS row_calls, failed AS row_failed, errors AS row_errors,
           latency AS row_latency
    FROM operation_usage
    WHERE minute >= toDateTime({since:UInt32}) AND hasAny(fields, {coordinates:Array(String)})
  )
  GROUP BY coordinate, app, row_signature
  ORDER BY coordinate, app = '', calls DESC, last_seen DESC
  LIMIT {limit:UInt32} BY coordinate`;

const selectAppUses = `
  SELECT row_signature AS signature, any(row_kind) AS kind,
         argMaxIf(row_name, row_minute, row_name != '') AS name,
         sum(row_calls) AS calls, sum(row_failed) AS failed, sumMap(row_errors) AS errors,
         sumForEach(row_latency) AS latency, toUnixTimestamp(max(row_minute)) AS last_seen,
         arraySort(groupUniqArrayArray(row_fields)) AS coordinates
  FROM (
    SELECT if(kind = 'mixed', '', toString(signature)) AS row_signature, kind AS row_kind, name AS row_name,
           minute AS row_minute, calls AS row_calls, failed AS row_failed, errors AS row_errors,
           latency AS row_latency, fields AS row_fields
    FROM operation_usage
    WHERE minute >= toDateTime({since:UInt32}) AND app = {app:String}
  )
  GROUP BY row_signature
  ORDER BY calls DESC, last_seen DESC
  LIMIT {limit:UInt32}`;

export function createUsageStore(database: UsageDatabase): UsageStore {
  return {
    add({ id, gateway, minute, operations }) {
      const seconds = Math.floor(Date.parse(minute) / 1_000);
      const rows = operations.map(({ app, name, ...operation }) => ({
        ...operation,
        ...{ minute: seconds, gateway, app: app ?? '', name: name ?? '' },
      }));
      return database.insert(rows, id);
    },

    async uses({ coordinates, since, limit }) {
      const seconds = Math.floor(since.getTime() / 1_000);
      const rows = await database.query(selectUses, { coordinates, since: seconds, limit });
      return rows.map((row) => asUse(useRow.parse(row))).sort(byCalls);
    },

    async usesByApp({ app, since, limit }) {
      const seconds = Math.floor(since.getTime() / 1_000);
      const rows = await database.query(selectAppUses, { app, since: seconds, limit });
      return rows.map((row) => {
        const { coordinates, ...operation } = appUseRow.parse(row);
        return { ...asFigures(operation), coordinates };
      });
    },

    async countedSince() {
      const [row] = await database.query(
        'SELECT toUnixTimestamp(min(minute)) AS since FROM operation_usage',
        {},
      );
      const { since } = sinceRow.parse(row);
      return since === 0 ? null : new Date(since * 1_000);
    },

    close: () => database.close(),
  };
}

function asUse({ coordinate, app, ...operation }: z.infer<typeof useRow>): CoordinateUse {
  return { coordinate, app: app === '' ? null : app, ...asFigures(operation) };
}

function asFigures({
  kind,
  failed,
  signature,
  name,
  calls,
  errors,
  latency,
  last_seen,
}: Omit<z.infer<typeof useRow>, 'coordinate' | 'app'>): OperationFigures {
  return {
    ...{ kind, failed },
    signature: signature === '' ? null : signature,
    name: name === '' ? null : name,
    // Rounding leaves nothing of a few calls, and a field in use must not look unused.
    calls: Math.max(calls, 5),
    errors: Object.entries(errors)
      .flatMap(([code, times]) => (times > 0 ? [{ code, count: times }] : []))
      .sort((one, other) => other.count - one.count),
    p50Ms: percentile(latency, 0.5),
    p95Ms: percentile(latency, 0.95),
    lastSeen: new Date(last_seen * 1_000),
  };
}

function byCalls(one: CoordinateUse, other: CoordinateUse): number {
  if (one.coordinate !== other.coordinate) return one.coordinate < other.coordinate ? -1 : 1;
  return other.calls - one.calls || other.lastSeen.getTime() - one.lastSeen.getTime();
}

/** Upper bound of the bucket that holds the percentile; `null` where all are empty. */
function percentile(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, each) => sum + each, 0);
  let seen = 0;
  for (const [at, each] of counts.entries()) {
    seen += each;
    if (total > 0 && seen >= share * total) return latencyBounds[at] ?? null;
  }
  return null;
}
