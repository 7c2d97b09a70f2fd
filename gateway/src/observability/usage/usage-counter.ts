import { createHash } from 'node:crypto';
import { isErrorCode } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { OperationUsage } from '@civic-graph/releases/usage';
import { GraphQLError } from 'graphql';
import type { CountedOperation } from './counted-operation.ts';
import { fieldsOfRows, fitsRow } from './fields-of-rows.ts';
import { UsageTally } from './usage-tally.ts';

interface Row {
  readonly operation: Pick<OperationUsage, 'signature' | 'kind'>;
  /** `null` until it was called often enough. */
  name: string | null;
  readonly fields: readonly string[];
  readonly tally: UsageTally;
}

interface AppUsage {
  /** By signature. */
  readonly rows: Map<string, Row>;
  /** All other operations together, and what they use. */
  readonly mixed: UsageTally;
  readonly mixedFields: Set<string>;
}

/** Maximum rows in an interval, for one app and for all: clients choose operations. */
const maxRows = { app: 100, all: 2_000 };
/** Coordinates that all rows may name together. */
const maxCoordinates = 200_000;
/** Fewer calls by callers without a token are counted together. */
const callsForARow = 10;
/** Fewer calls of a document leave its name out. */
const callsForAName = 10;
/** What `app` is for callers without a token; no client id is empty. */
const nobody = '';

/** Counts which app uses what of the schema, an interval at a time. */
export class UsageCounter {
  readonly #random: () => number;
  #period = {};
  #apps = new Map<string, AppUsage>();
  #rows = 0;
  #coordinates = 0;
  /** One string for each coordinate, however many operations use it. */
  #names = new Map<string, string>();

  /** @param random 0 to 1, as `Math.random`; rounds the counts */
  constructor(random: () => number) {
    this.#random = random;
  }

  /**
   * @param ms that the answer took; `null` where nothing was measured
   * @param errors in the answer, or what was thrown instead of one
   */
  count(
    operation: CountedOperation,
    principal: Principal,
    ms: number | null,
    errors: readonly unknown[] | undefined,
  ): void {
    const app = principal.kind === 'anonymous' ? nobody : principal.clientId;
    operation.calls += 1;
    const tally = operation.tally(this.#period, app) ?? this.#tallyOf(operation, app);
    tally.add(ms, errors === undefined || errors.length === 0 ? null : new Set(errors.map(codeOf)));
    if (operation.calls === callsForAName) this.#nameOf(operation, app);
  }

  /** Ends the interval. @returns what was counted in it */
  take(): OperationUsage[] {
    const apps = this.#apps;
    this.#period = {};
    this.#apps = new Map();
    this.#names = new Map();
    [this.#rows, this.#coordinates] = [0, 0];
    return [...apps].flatMap(([app, usage]) => this.#usagesOf(app, usage));
  }

  /** The row of an operation that is called for the first time in this interval by this app. */
  #tallyOf(operation: CountedOperation, app: string): UsageTally {
    const usage = this.#apps.get(app) ?? newUsage();
    this.#apps.set(app, usage);
    const tally = this.#rowOf(operation, usage)?.tally ?? usage.mixed;
    if (tally === usage.mixed) {
      for (const coordinate of operation.facts.coordinates()) usage.mixedFields.add(this.#one(coordinate));
    }
    operation.setTally(this.#period, app, tally);
    return tally;
  }

  #rowOf({ facts, calls }: CountedOperation, { rows }: AppUsage): Row | undefined {
    const signature = facts.signature();
    const known = rows.get(signature);
    const name = calls >= callsForAName ? shownName(facts.name) : null;
    if (known !== undefined) {
      known.name ??= name;
      return known;
    }
    if (rows.size >= maxRows.app || this.#rows >= maxRows.all) return undefined;
    const fields = facts.coordinates();
    if (this.#coordinates + fields.length > maxCoordinates || !fitsRow(fields)) return undefined;
    this.#rows += 1;
    this.#coordinates += fields.length;
    const row: Row = {
      operation: { signature, kind: facts.kind },
      name,
      fields: fields.map((coordinate) => this.#one(coordinate)),
      tally: new UsageTally(),
    };
    rows.set(signature, row);
    return row;
  }

  #nameOf({ facts }: CountedOperation, app: string): void {
    const row = this.#apps.get(app)?.rows.get(facts.signature());
    if (row !== undefined) row.name ??= shownName(facts.name);
  }

  #one(coordinate: string): string {
    const known = this.#names.get(coordinate);
    if (known !== undefined) return known;
    this.#names.set(coordinate, coordinate);
    return coordinate;
  }

  #usagesOf(app: string, { rows, mixed, mixedFields }: AppUsage): OperationUsage[] {
    const usages: OperationUsage[] = [];
    const client = app === nobody ? null : app;
    for (const { operation, name, fields, tally } of rows.values()) {
      // Introspection alone uses nothing that could change.
      if (fields.length === 0) continue;
      if (app === nobody && tally.calls < callsForARow) {
        mixed.addAll(tally);
        for (const coordinate of fields) mixedFields.add(coordinate);
      } else {
        usages.push({ ...operation, name, app: client, ...tally.counts(this.#random), fields: [...fields] });
      }
    }
    if (mixed.calls > 0 && mixedFields.size > 0) {
      const counts = mixed.counts(this.#random);
      // The registry counts by field, so that each part has the calls of all.
      for (const fields of fieldsOfRows([...mixedFields].sort())) {
        const signature = createHash('sha256').update(fields.join(' ')).digest('hex');
        usages.push({ signature, kind: 'mixed', name: null, app: client, ...counts, fields });
      }
    }
    return usages;
  }
}

function newUsage(): AppUsage {
  return { rows: new Map(), mixed: new UsageTally(), mixedFields: new Set() };
}

/** A subgraph's own code could say anything. */
function codeOf(error: unknown): string {
  const code = error instanceof GraphQLError ? error.extensions.code : undefined;
  return isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR';
}

/** Dates, telephone and identity numbers have four digits in a row. */
function shownName(name: string | null): string | null {
  return name === null || name.length > 60 || /\d{4}/.test(name) ? null : name;
}
