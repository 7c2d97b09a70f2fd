import { z } from 'zod';

/** A variable of a service as its schema describes it, in Markdown. */
export interface DescribedVariable {
  readonly name: string;
  /** Values that it accepts; empty for text. */
  readonly accepts: string;
  /** Default, or `required`. */
  readonly fallback: string;
  readonly meaning: string;
}

/** The part of JSON Schema that zod writes for a variable. */
const property = z.object({
  description: z.string().optional(),
  /** Set by `.meta()` if the default depends on other variables. */
  defaultText: z.string().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.string()).optional(),
  const: z.string().optional(),
  type: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
const document = z.object({
  properties: z.record(z.string(), property),
  required: z.array(z.string()).default([]),
});

/**
 * Returns the variables of an environment as their schemas describe them, for documentation.
 *
 * @throws Error that names a variable without a description
 */
export function describedVariables(shape: z.ZodRawShape): DescribedVariable[] {
  const schema = z.toJSONSchema(z.object(shape), { io: 'input', unrepresentable: 'any' });
  const { properties, required } = document.parse(schema);
  return Object.entries(properties).map(([name, found]) => {
    if (found.description === undefined) {
      throw new Error(`${name} has no description: add .describe() to its schema`);
    }
    return {
      name,
      accepts: acceptedBy(found),
      fallback: found.defaultText ?? defaultOf(found.default, required.includes(name)),
      meaning: found.description,
    };
  });
}

function acceptedBy({ enum: values, const: only, type, minimum, maximum }: z.infer<typeof property>): string {
  const literals = values ?? (only === undefined ? undefined : [only]);
  if (literals !== undefined) return literals.map((value) => `\`${value}\``).join(', ');
  if (type !== 'integer' && type !== 'number') return '';
  const numeral = (value: number) => value.toLocaleString('en');
  const isSafe = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (minimum !== undefined && isSafe) return `${numeral(minimum)} to ${numeral(maximum)}`;
  if (minimum !== undefined) return `${numeral(minimum)} or more`;
  return isSafe ? `at most ${numeral(maximum)}` : 'a number';
}

function defaultOf(value: unknown, isRequired: boolean): string {
  if (isRequired) return 'required';
  return value === undefined || value === '' ? 'none' : `\`${value}\``;
}
