import { z } from 'zod';
import { manifestParts } from '../data-sets/manifest.ts';
import { type Checked, Problems, refused } from '../data-sets/problem.ts';
import { epsilonUnit } from '../differential-privacy/geometric-noise.ts';

const { sdmxId, column, textSchema, codelistSchema, agencySchema, licenceSchema } = manifestParts;

/** A multiple of 0.001, kept as a whole number of thousandths. */
const epsilon = z
  .number()
  .min(0.001)
  .max(100)
  .transform((value) => Math.round(value * epsilonUnit));

const microdataSchema = z
  .strictObject({
    id: sdmxId,
    agency: agencySchema,
    title: textSchema,
    description: textSchema,
    licence: licenceSchema,
    source: z.string().min(1),
    lastUpdated: z.iso.datetime({ offset: true }),
    file: z.string().min(1),
    encoding: z.enum(['utf-8', 'gb18030']).default('utf-8'),
    /** Column with an id of each record that stays the same in later editions; the id is not stored. */
    record: z.strictObject({ column }),
    variables: z
      .array(z.strictObject({ id: sdmxId, column, name: textSchema, codelist: codelistSchema }))
      .min(1)
      .max(16),
    /** Maximum number of variables of a table, those of its filter included. */
    maximumVariables: z.int().min(1).max(6).default(3),
    /**
     * Tables under differential privacy instead of the cell key method: apps pay for each with epsilon, in
     * thousandths.
     */
    privacy: z
      .strictObject({
        /** What one app may spend. */
        budgetPerApp: epsilon,
        /** What all apps together may spend; the guarantee for each record. */
        totalBudget: epsilon,
      })
      .refine(({ budgetPerApp, totalBudget }) => budgetPerApp <= totalBudget, {
        error: 'budgetPerApp is larger than totalBudget; lower it',
      })
      .optional(),
    /** The cell key method. */
    perturbation: z
      .strictObject({
        /** Maximum difference between a published and a true count. */
        maximumDeviation: z.int().min(3).max(20).default(6),
        /** Variance of that difference, for counts that are not small; see the figures in ADR 0076. */
        variance: z.number().min(2).max(50).default(6),
        /** Counts from 1 to one less than this are not published. */
        smallestCount: z.int().min(3).max(10).default(3),
      })
      .prefault({})
      .refine(({ maximumDeviation, smallestCount }) => smallestCount <= maximumDeviation, {
        error: 'smallestCount is larger than maximumDeviation, so that a count of 1 could not be unbiased',
      })
      .refine(({ maximumDeviation: most, variance }) => variance <= (most * (most + 1)) / 3, {
        error: 'variance is larger than maximumDeviation allows; raise maximumDeviation',
      }),
  })
  .superRefine(({ variables, maximumVariables, privacy }, context) => {
    if (maximumVariables > 4 && privacy === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['maximumVariables'],
        message: 'more than 4 need privacy; lower it or add privacy (ADR 0076 has the figures)',
      });
    }
    for (const field of ['id', 'column'] as const) {
      if (new Set(variables.map((one) => one[field])).size === variables.length) continue;
      context.addIssue({
        code: 'custom',
        path: ['variables'],
        message: `two variables have the same ${field}`,
      });
    }
  });

/** The owner's description of unit records; see README, "Custom tables". */
export type MicrodataManifest = z.infer<typeof microdataSchema>;
export type MicrodataVariable = MicrodataManifest['variables'][number];

export function parseMicrodataManifest(text: string, file: string): Checked<MicrodataManifest> {
  const problems = new Problems(file);
  let json: unknown = 'not JSON';
  try {
    json = JSON.parse(text);
  } catch {
    // The schema reports it.
  }
  const parsed = microdataSchema.safeParse(json);
  if (z.object({ privacy: z.unknown(), perturbation: z.unknown() }).required().safeParse(json).success) {
    problems.add(null, 'privacy', 'a file has one method of protection; remove privacy or perturbation');
    return refused(problems);
  }
  if (parsed.success) return { ok: true, value: parsed.data };
  for (const issue of parsed.error.issues) {
    problems.add(null, issue.path.join('.') || null, issue.message);
  }
  return refused(problems);
}
