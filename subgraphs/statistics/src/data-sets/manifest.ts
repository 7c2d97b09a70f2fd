import { z } from 'zod';
import { frequencies } from '../time/frequency.ts';
import { startDayPattern } from '../time/reporting-year.ts';
import { type Checked, Problems, refused } from './problem.ts';
import { textSchema } from './text.ts';

/** SDMX identifiers (IDType): clients' queries contain them, so they have no blanks. */
const sdmxId = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'letters, digits, - and _, a letter first');
const code = z.string().regex(/^[A-Za-z0-9_@$-]{1,64}$/, 'an SDMX code: letters, digits, _ @ $ -');
const column = z.string().min(1);

const codeSchema = z.strictObject({ code, name: textSchema, parent: code.optional() });
const codelistSchema = z
  .strictObject({ id: sdmxId, name: textSchema, codes: z.array(codeSchema).min(1) })
  .superRefine(({ codes }, context) => {
    const known = new Set<string>();
    for (const [index, entry] of codes.entries()) {
      // Parents precede their children, so no code can be its own ancestor.
      if (entry.parent !== undefined && !known.has(entry.parent)) {
        context.addIssue({ code: 'custom', path: ['codes', index, 'parent'], message: 'no code before it' });
      }
      if (known.has(entry.code)) {
        context.addIssue({ code: 'custom', path: ['codes', index, 'code'], message: 'given twice' });
      }
      known.add(entry.code);
    }
  });

/** Pages show it as a link, so `javascript:` is refused. */
const linkSchema = z.url({ protocol: /^https?$/, error: 'an http or https URL' });

const agencySchema = z.string().regex(/^[a-z][a-z0-9-]*$/, 'the id of an agency, e.g. statistics');

/** Parts that manifests of other kinds share. */
export const manifestParts = {
  ...{ sdmxId, column, textSchema, codelistSchema, agencySchema },
  licenceSchema: z.strictObject({ name: z.string().min(1), url: linkSchema }),
} as const;

/** The engine has a column for each. */
export const maximumDimensions = 16;

const dimensionBase = {
  id: sdmxId,
  column,
  name: textSchema,
  /**
   * Codes whose value is the sum of the codes below them in the same file. With disclosure control the
   * default is every code with codes below it.
   */
  totals: z.array(code).optional(),
  /**
   * Codes that are in no sum, or `true` for all. Disclosure control then serves them even if it could not
   * check for undeclared sums; a sum that holds in every line is refused anyway.
   */
  independent: z.union([z.literal(true), z.array(code)]).optional(),
};

const dimensionSchema = z.union(
  [
    z.strictObject({ ...dimensionBase, codelist: codelistSchema }),
    /**
     * Regions: GB/T 2260 or ISO 3166-1 alpha-3. Other codes need `nameColumn` (such as the World Bank's
     * groups of countries).
     */
    z.strictObject({ ...dimensionBase, region: z.strictObject({ nameColumn: column.optional() }) }),
  ],
  { error: 'needs id, column, name and either codelist or region' },
);

/** Version of a structure that its owner has not versioned. */
export const firstVersion = '1.0.0';

const manifestFields = z.strictObject({
  id: sdmxId,
  /** SDMX version of its structure. */
  version: z
    .string()
    .regex(/^(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}$/, 'a semantic version, e.g. 1.0.0')
    .default(firstVersion),
  agency: agencySchema,
  title: textSchema,
  description: textSchema,
  keywords: z.array(z.string().min(1)).default([]),
  licence: manifestParts.licenceSchema,
  source: z.string().min(1),
  landingPage: linkSchema.optional(),
  lastUpdated: z.iso.datetime({ offset: true }),
  /** Embargo: nothing of it is served before. */
  releaseAt: z.iso.datetime({ offset: true }).optional(),
  /** When the next release is planned, for the calendar. */
  nextRelease: z.iso.datetime({ offset: true }).optional(),
  frequency: z.enum(frequencies),
  file: z.string().min(1),
  encoding: z.enum(['utf-8', 'gb18030']).default('utf-8'),
  dimensions: z.array(dimensionSchema).min(1).max(maximumDimensions),
  time: z.strictObject({
    column,
    /** First day of the reporting years of `2015-Q1` and the like; the default is 1 January. */
    reportingYearStartDay: z.string().regex(startDayPattern, 'a day such as --07-01').optional(),
  }),
  measure: z.strictObject({
    column,
    name: textSchema,
    unit: z.strictObject({ code, name: textSchema }),
    /** Whether values of different codes may be added up: counts and amounts, not means and rates. */
    additive: z.boolean().optional(),
    /** Decimals of rounded values; totals may then differ from their parts by the rounding. */
    roundedTo: z.int().min(0).max(12).optional(),
  }),
  /** SDMX OBS_STATUS of each row; without it, rows with a value are normal. */
  obsStatus: z.strictObject({ column }).optional(),
  /** Rows about fewer units (persons, households, firms) than the threshold are not published. */
  disclosure: z
    .strictObject({
      threshold: z.int().min(1),
      unitsColumn: column,
      /**
       * Minimum width of the range in which readers can place a suppressed value, as a share of the value.
       */
      minimumWidth: z.number().min(0.01).max(10).default(0.2),
    })
    .optional(),
});

const manifestSchema = manifestFields.superRefine((manifest, context) => {
  const { dimensions } = manifest;
  for (const { path, message } of [...columnConflicts(manifest), ...unknownCodes(dimensions)]) {
    context.addIssue({ code: 'custom', path: [...path], message });
  }
  const ids = dimensions.map((dimension) => dimension.id);
  if (new Set(ids).size < ids.length) {
    context.addIssue({ code: 'custom', path: ['dimensions'], message: 'two dimensions have the same id' });
  }
  if (dimensions.filter((dimension) => 'region' in dimension).length > 1) {
    context.addIssue({
      code: 'custom',
      path: ['dimensions'],
      message: 'more than one dimension of regions',
    });
  }
});

interface ManifestIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** A column has one role, except that the measure may count its own units: a count of persons does. */
function* columnConflicts(manifest: z.infer<typeof manifestFields>): Generator<ManifestIssue> {
  const roleOf = new Map<string, string>();
  const roles = manifest.dimensions.flatMap((dimension, index) => [
    { column: dimension.column, path: ['dimensions', index, 'column'] },
    ...('region' in dimension
      ? [{ column: dimension.region.nameColumn, path: ['dimensions', index, 'region', 'nameColumn'] }]
      : []),
  ]);
  const { time, measure, obsStatus, disclosure } = manifest;
  roles.push({ column: time.column, path: ['time', 'column'] });
  if (disclosure?.unitsColumn !== measure.column) {
    roles.push({ column: disclosure?.unitsColumn, path: ['disclosure', 'unitsColumn'] });
  }
  roles.push({ column: measure.column, path: ['measure', 'column'] });
  roles.push({ column: obsStatus?.column, path: ['obsStatus', 'column'] });
  for (const { column: name, path } of roles) {
    if (name === undefined) continue;
    const other = roleOf.get(name);
    if (other === undefined) roleOf.set(name, path.join('.'));
    else yield { path, message: `column ${name} is that of ${other}; name another column` };
  }
}

/** Rejects codes that no row can have; regions are known only once the rows are read. */
function* unknownCodes(dimensions: readonly z.infer<typeof dimensionSchema>[]): Generator<ManifestIssue> {
  for (const [index, dimension] of dimensions.entries()) {
    if (!('codelist' in dimension)) continue;
    const known = new Set(dimension.codelist.codes.map((entry) => entry.code));
    for (const field of ['totals', 'independent'] as const) {
      const listed = dimension[field];
      if (listed === undefined || listed === true) continue;
      for (const [place, one] of listed.entries()) {
        if (known.has(one)) continue;
        const path = ['dimensions', index, field, place];
        yield { path, message: `no code ${one} in the codelist; correct it` };
      }
    }
  }
}

/** The owner's description of a data set; see README, "Bring your own data sets". */
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestDimension = Manifest['dimensions'][number];

export function isRegionDimension(
  dimension: ManifestDimension,
): dimension is Extract<ManifestDimension, { region: unknown }> {
  return 'region' in dimension;
}

/** Position of the region in the key; -1 without regions. */
export function regionPosition(manifest: Manifest): number {
  return manifest.dimensions.findIndex(isRegionDimension);
}

export function parseManifest(text: string, file: string): Checked<Manifest> {
  return checkManifest(parseJson(text), file);
}

/** @param fields of the manifest */
export function checkManifest(fields: unknown, file: string): Checked<Manifest> {
  const problems = new Problems(file);
  const parsed = manifestSchema.safeParse(fields);
  if (parsed.success) return { ok: true, value: parsed.data };
  for (const issue of parsed.error.issues) {
    problems.add(null, issue.path.join('.') || null, issue.message);
  }
  return refused(problems);
}

/** The id of a manifest that is otherwise broken, so that the last release of the data set can stay. */
export function idIn(text: string): string | null {
  return z.object({ id: sdmxId }).safeParse(parseJson(text)).data?.id ?? null;
}

/** A text that is not JSON is reported by the check of its fields. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return 'not JSON';
  }
}
