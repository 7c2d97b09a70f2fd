import { syntaxError } from '../sdmx-error.ts';
import { shorten } from './url.ts';

export const operators = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'co', 'nc', 'sw', 'ew'] as const;
export type Operator = (typeof operators)[number];

/** One comparison of a component with a value. */
export interface Comparison {
  readonly operator: Operator;
  readonly value: string;
}

/** The value of a `c[...]` parameter: any of the alternatives, each of which has all of its comparisons. */
export type ComponentFilter = readonly (readonly Comparison[])[];

/** No person or form sends more comparisons. */
const maximumComparisons = 1000;
/** Comparisons other than equality, each of which is made with every code of a dimension. */
const maximumPatterns = 50;

/** The plus of a zone such as `+08:00` is a part of its time. */
const conjunction = /\+(?!\d\d:\d\d(?:\+|\/|$))/;

/**
 * Parses `ge:2020-01+le:2020-12,2022-01`: a comma means OR, a plus means AND.
 *
 * @throws SdmxError 140
 */
export function parseFilter(id: string, text: string): ComponentFilter {
  // It may be any text of the URL.
  const component = id.slice(0, 40);
  const alternatives = text.split(',').map((alternative) => alternative.split(conjunction));
  if (alternatives.flat().length > maximumComparisons) {
    throw syntaxError(`c[${component}]: more than ${maximumComparisons} values; send fewer`);
  }
  return alternatives.map((comparisons) => comparisons.map((one) => parseComparison(component, one)));
}

function parseComparison(component: string, text: string): Comparison {
  const [, operator, rest] = /^([a-z]{2}):(.*)$/s.exec(text) ?? [];
  const value = rest ?? text;
  if (value === '') throw syntaxError(`c[${component}]: a value is empty; write c[${component}]=VALUE`);
  if (operator === undefined) return { operator: 'eq', value };
  if (isOperator(operator)) return { operator, value };
  throw syntaxError(`c[${component}]: no operator ${shorten(operator)}; there are ${operators.join(', ')}`);
}

function isOperator(text: string): text is Operator {
  return (operators as readonly string[]).includes(text);
}

/** Whether a code or another text satisfies a filter. */
export function satisfies(text: string, filter: ComponentFilter): boolean {
  return filter.some((comparisons) => comparisons.every((comparison) => compare(text, comparison)));
}

/**
 * Positions of the codes that satisfy a filter: a dimension may have a hundred thousand.
 *
 * @throws SdmxError 140
 */
export function matchingPositions(
  component: string,
  codes: readonly string[],
  filter: ComponentFilter,
): readonly number[] {
  const isPlain = ([first, ...others]: ComponentFilter[number]) =>
    first?.operator === 'eq' && others.length === 0;
  const plain = new Set(filter.filter(isPlain).map(([first]) => first?.value));
  const patterns = filter.filter((comparisons) => !isPlain(comparisons));
  if (patterns.flat().length > maximumPatterns) {
    throw syntaxError(
      `c[${component}]: more than ${maximumPatterns} comparisons that are not simply equal; name the codes`,
    );
  }
  return codes.flatMap((code, position) => (plain.has(code) || satisfies(code, patterns) ? [position] : []));
}

function compare(text: string, { operator, value }: Comparison): boolean {
  switch (operator) {
    case 'eq':
      return text === value;
    case 'ne':
      return text !== value;
    case 'lt':
      return text < value;
    case 'le':
      return text <= value;
    case 'gt':
      return text > value;
    case 'ge':
      return text >= value;
    case 'co':
      return text.includes(value);
    case 'nc':
      return !text.includes(value);
    case 'sw':
      return text.startsWith(value);
    case 'ew':
      return text.endsWith(value);
  }
}
