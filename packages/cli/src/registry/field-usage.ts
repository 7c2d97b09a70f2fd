import { z } from 'zod';

export const fieldUsageOperation = `query FieldUsage($coordinate: String!, $days: Int) {
  fieldUsage(coordinate: $coordinate, days: $days, first: 100) {
    countedSince
    nodes { app operation operationName kind calls failedCalls errors { code calls } p50Ms p95Ms lastSeen }
    pageInfo { hasNextPage }
  }
}`;

const fieldUse = z.object({
  app: z.string().nullable(),
  operation: z.string().nullable(),
  operationName: z.string().nullable(),
  kind: z.string(),
  calls: z.number(),
  failedCalls: z.number(),
  errors: z.array(z.object({ code: z.string(), calls: z.number() })),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  lastSeen: z.string(),
});
type FieldUse = z.infer<typeof fieldUse>;

export const fieldUsageData = z.object({
  fieldUsage: z.object({
    countedSince: z.string().nullable(),
    nodes: z.array(fieldUse),
    pageInfo: z.object({ hasNextPage: z.boolean() }),
  }),
});

const head = ['app', 'operation', 'calls', 'failed', 'p50 ms', 'p95 ms', 'last seen'];
/** Columns of numbers. */
const right = new Set([2, 3, 4, 5]);

/** A table, one app and operation a line. */
export function describeUsage(uses: readonly FieldUse[]): string {
  const rows = [head, ...uses.map(cellsOf)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return right.has(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function cellsOf({ app, calls, failedCalls, p50Ms, p95Ms, lastSeen, ...use }: FieldUse): string[] {
  return [
    app ?? '(no token)',
    operationOf(use),
    calls.toLocaleString('en'),
    failedCalls.toLocaleString('en'),
    p50Ms?.toLocaleString('en') ?? '-',
    p95Ms?.toLocaleString('en') ?? '-',
    lastSeen.slice(0, 16).replace('T', ' '),
  ];
}

function operationOf({ operation, operationName }: Pick<FieldUse, 'operation' | 'operationName'>): string {
  if (operation === null) return '(several)';
  const hash = operation.slice(0, 12);
  return operationName === null ? hash : `${operationName} ${hash}`;
}
