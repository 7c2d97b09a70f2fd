import { isRecord, text, texts } from '../../../session/token.ts';

/** What the gateway reports about an operation beside its answer, where the caller may see it. */
export interface Insight {
  readonly plan: PlanNode | null;
  readonly timing: Timing | null;
  readonly access: readonly FieldAccess[];
  readonly cost: Cost | null;
  readonly records: readonly WrittenRecord[];
}

export type PlanNode =
  | { readonly kind: 'sequence' | 'parallel'; readonly nodes: readonly PlanNode[] }
  | {
      readonly kind: 'condition';
      readonly variable: string;
      readonly whenTrue: PlanNode | null;
      readonly whenFalse: PlanNode | null;
    }
  | {
      readonly kind: 'fetch';
      readonly subgraph: string;
      readonly entitiesAt: readonly string[];
      readonly operation: string | null;
    };

/** Times in milliseconds. */
export interface Timing {
  readonly totalMs: number;
  readonly fetches: readonly Fetched[];
}

export interface Fetched {
  readonly subgraph: string;
  readonly startMs: number;
  readonly ms: number;
  /** Requested entities; 0 for root fields. */
  readonly entities: number;
  readonly outcome: string;
}

export interface FieldAccess {
  readonly coordinate: string;
  readonly allowed: boolean;
  readonly dataClass: string | null;
  readonly owners: readonly string[];
  readonly rules: readonly string[];
  readonly remedy: string | null;
}

/** In points. */
export interface Cost {
  readonly planned: number;
  readonly actual: number;
  readonly limit: number;
}

/** What the access log has about an answer: once for each person in it. */
export interface WrittenRecord {
  readonly requestId: string;
  /** Kind of the caller, such as `citizen`. */
  readonly caller: string;
  readonly app: string | null;
  /** Agency of an official. */
  readonly agency: string | null;
  readonly purpose: string | null;
  /** Coordinates by subgraph. */
  readonly fields: readonly (readonly [subgraph: string, coordinates: readonly string[]])[];
  readonly scopes: readonly string[];
  readonly isPartial: boolean;
}

/** Names of the extensions, as requested and as answered. */
export const askedInsight = {
  queryPlan: true,
  timing: true,
  explainAccess: true,
  cost: true,
  accessRecords: true,
};
const answeredInsight = ['queryPlan', 'timing', 'access', 'cost', 'accessRecords'];

/** Takes the insight out of an answer, which then shows only what any client gets. */
export function takeInsight(answer: unknown): { readonly answer: unknown; readonly insight: Insight | null } {
  if (!isRecord(answer) || !isRecord(answer.extensions)) return { answer, insight: null };
  const { extensions, ...rest } = answer;
  const others = Object.entries(extensions).filter(([name]) => !answeredInsight.includes(name));
  return {
    answer: others.length === 0 ? rest : { ...rest, extensions: Object.fromEntries(others) },
    insight: {
      plan: readPlan(extensions.queryPlan),
      timing: readTiming(extensions.timing),
      access: list(extensions.access).map(readAccess),
      cost: readCost(extensions.cost),
      records: list(extensions.accessRecords).map(readRecord),
    },
  };
}

function readPlan(value: unknown): PlanNode | null {
  if (!isRecord(value)) return null;
  const { kind } = value;
  if (kind === 'sequence' || kind === 'parallel') {
    return { kind, nodes: list(value.nodes).flatMap((node) => readPlan(node) ?? []) };
  }
  if (kind === 'condition') {
    const [whenTrue, whenFalse] = [readPlan(value.whenTrue), readPlan(value.whenFalse)];
    return { kind, variable: text(value.variable) ?? '', whenTrue, whenFalse };
  }
  if (kind !== 'fetch') return null;
  return {
    kind,
    subgraph: text(value.subgraph) ?? '',
    entitiesAt: texts(value.entitiesAt),
    operation: text(value.operation),
  };
}

function readTiming(value: unknown): Timing | null {
  if (!isRecord(value)) return null;
  return {
    totalMs: Number(value.totalMs),
    fetches: list(value.fetches).map((fetched) => ({
      subgraph: text(fetched.subgraph) ?? '',
      startMs: Number(fetched.startMs),
      ms: Number(fetched.ms),
      entities: Number(fetched.entities),
      outcome: text(fetched.outcome) ?? '',
    })),
  };
}

function readAccess(value: Record<string, unknown>): FieldAccess {
  return {
    coordinate: text(value.coordinate) ?? '',
    allowed: value.allowed === true,
    dataClass: text(value.dataClass),
    owners: texts(value.owners),
    rules: texts(value.rules),
    remedy: text(value.remedy),
  };
}

function readCost(value: unknown): Cost | null {
  if (!isRecord(value)) return null;
  return { planned: Number(value.planned), actual: Number(value.actual), limit: Number(value.limit) };
}

function readRecord(value: Record<string, unknown>): WrittenRecord {
  const fields = isRecord(value.fields) ? Object.entries(value.fields) : [];
  return {
    requestId: text(value.requestId) ?? '',
    caller: text(value.caller) ?? '',
    app: text(value.app),
    agency: text(value.officialAgency),
    purpose: text(value.purpose),
    fields: fields.map(([subgraph, coordinates]) => [subgraph, texts(coordinates)]),
    scopes: texts(value.scopes),
    isPartial: value.result === 'partial',
  };
}

function list(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
