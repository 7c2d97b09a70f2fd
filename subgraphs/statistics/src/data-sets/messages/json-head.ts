import { z } from 'zod';
import { JsonValues } from './json-values.ts';
import { MessageError } from './message-error.ts';

const valueSchema = z.object({ id: z.string().optional(), value: z.unknown().optional() });
const componentSchema = z.object({
  id: z.string(),
  values: z.array(valueSchema.nullable()).optional(),
  /** Of a dimension, in the data structure. */
  keyPosition: z.coerce.number().optional(),
  /** Of an attribute, where the data give no value. */
  default: z.unknown().optional(),
});
const components = z.array(componentSchema).default([]);
const structureSchema = z.object({
  links: z.array(z.object({ rel: z.string().optional(), urn: z.string().optional() })).default([]),
  dimensions: z.object({ dataSet: components, series: components, observation: components }),
  measures: z.object({ observation: components }).optional(),
  attributes: z
    .object({ dataSet: components, dimensionGroup: components, series: components, observation: components })
    .optional(),
});

/** A component and its values, which observations refer to by position. */
export type JsonComponent = z.infer<typeof componentSchema>;
export type JsonStructure = z.infer<typeof structureSchema>;

/** What a data set of a message says besides its observations. */
export interface JsonDataSet {
  readonly structure: JsonStructure;
  readonly action: string;
  readonly attributes: readonly unknown[];
  /** Values of attributes by group. */
  readonly groups: readonly (readonly unknown[])[];
}

const dataSetSchema = z.object({
  structure: z.coerce.number().int().min(0).default(0),
  action: z.string().default('Information'),
  attributes: z.array(z.unknown()).default([]),
  dimensionGroupAttributes: z.record(z.string(), z.array(z.unknown())).default({}),
});

/** Paths of observations: those of a flat data set, and series. */
export const observationPaths = ['$.data.dataSets.*.observations.*', '$.data.dataSets.*.series.*'] as const;

/** A message has a few data sets, and what they say besides their observations is held. */
const maximumDataSets = 10_000;

const fields = ['structure', 'action', 'attributes', 'dimensionGroupAttributes'];

/** Reads everything of an SDMX-JSON 2 data message but its observations, which may come first. */
export class JsonHeadReader {
  readonly #values: JsonValues;
  #structures: unknown;
  readonly #dataSets = new Map<number, Record<string, unknown>>();

  constructor() {
    const own = fields.map((field) => `$.data.dataSets.*.${field}`);
    const paths = ['$.data.structures', '$.data.structure', ...own, ...observationPaths];
    this.#values = new JsonValues(paths, ({ path, value }) => {
      const [, list, index = '', field = ''] = path;
      if (list === 'structures') this.#structures = value;
      if (list === 'structure') throw oldMessage();
      if (list !== 'dataSets') return;
      const dataSet = this.#dataSets.get(Number(index)) ?? {};
      this.#dataSets.set(Number(index), dataSet);
      if (this.#dataSets.size > maximumDataSets) {
        throw new MessageError(null, `more than ${maximumDataSets} data sets; write fewer, larger ones`);
      }
      if (path.length === 4) dataSet[field] = value;
    });
  }

  /** @throws MessageError */
  push(text: string): void {
    this.#values.push(text);
  }

  /** @throws MessageError */
  end(): ReadonlyMap<number, JsonDataSet> {
    this.#values.end();
    const structures = z.array(structureSchema).safeParse(this.#structures);
    if (!structures.success) {
      throw new MessageError(
        null,
        `not an SDMX-JSON 2 data message: data.structures: ${reason(structures.error)}`,
      );
    }
    const read = [...this.#dataSets].map(([index, fieldsOf]): [number, JsonDataSet] => {
      const parsed = dataSetSchema.safeParse(fieldsOf);
      if (!parsed.success) throw new MessageError(null, `data.dataSets.${index}: ${reason(parsed.error)}`);
      const { structure: position, action, attributes, dimensionGroupAttributes } = parsed.data;
      const structure = structures.data[position];
      if (structure === undefined)
        throw new MessageError(null, `data.structures has no position ${position}`);
      return [index, { structure, action, attributes, groups: Object.values(dimensionGroupAttributes) }];
    });
    return new Map(read);
  }
}

function oldMessage(): MessageError {
  return new MessageError(null, 'an SDMX-JSON 1 data message; write SDMX-JSON 2, with data.structures');
}

function reason({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.')}: ${issue?.message}`;
}
