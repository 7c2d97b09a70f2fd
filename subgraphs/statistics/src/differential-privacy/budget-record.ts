import { z } from 'zod';

const spendingSchema = z.strictObject({
  app: z.string().min(1),
  microdata: z.string().min(1),
  /** Hash of everything that decides the answer. */
  question: z.string().regex(/^[0-9a-f]{64}$/),
  /** In thousandths. */
  epsilon: z.int().min(1),
});

/** One question that an app has paid for. */
export type Spending = z.infer<typeof spendingSchema>;

export function writeRecord(spending: Spending): Buffer {
  return Buffer.from(`${JSON.stringify(spending)}\n`);
}

/**
 * @param text of a ledger, whole lines only
 * @throws Error for a line that is not a record, because spending would then be unknown
 */
export function readRecords(text: string): readonly Spending[] {
  return text.split('\n').flatMap((line, index) => {
    if (line === '') return [];
    const parsed = spendingSchema.safeParse(parse(line));
    if (parsed.success) return [parsed.data];
    throw new Error(`line ${index + 1} of the privacy ledger is not a record; restore the file`);
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
