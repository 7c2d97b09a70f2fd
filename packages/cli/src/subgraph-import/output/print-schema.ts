import type { LocalizedText } from '../document/texts.ts';
import type {
  Proposal,
  ProposedArgument,
  ProposedEnum,
  ProposedField,
  ProposedOperation,
  ProposedType,
  TypeReference,
} from '../proposal/model.ts';
import { type Reach, type RuleNames, ruleDirectives } from './access-rules.ts';
import { usedScalars } from './used-scalars.ts';

/** Definitions of `schema.graphql`, without its header. */
export function printSchema(proposal: Proposal, names: RuleNames): string {
  const ofQuery = proposal.operations.filter(({ on }) => on === 'Query');
  const ofCitizen = proposal.operations.filter(({ on }) => on === 'Citizen');
  const blocks = [
    ...(ofQuery.length > 0
      ? [`type Query {\n${ofQuery.map((each) => operation(each, names)).join('\n')}\n}`]
      : []),
    ...(ofCitizen.length > 0 ? [citizen(ofCitizen, names)] : []),
    ...proposal.types.map((type) => objectType(type, names)),
    ...proposal.enums.map(enumType),
    ...scalars(proposal),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function citizen(operations: readonly ProposedOperation[], names: RuleNames): string {
  return `"A person in the civil registry, as seen by one app."
type Citizen @key(fields: "uin") {
  "Internal key that joins the agencies' records. It never leaves gateway and subgraphs."
  uin: ID! @inaccessible @authenticated @dataClass(class: C1)
${operations.map((each) => operation(each, names)).join('\n')}
}`;
}

function operation(
  { field, rest, on, type, listSize, proposal, ...given }: ProposedOperation,
  names: RuleNames,
) {
  const reach: Reach = on === 'Citizen' ? 'the citizen as owner' : 'officials';
  const sizing = given.arguments.filter(({ isSlicing }) => isSlicing).map(({ name }) => name);
  const args = given.arguments.map(argument).join('\n');
  const directives = [
    ...sizeDirective(listSize, sizing),
    ...ruleDirectives(proposal.dataClass, reach, names),
  ];
  return [
    `  ${description(rest.texts, `GET ${rest.path}`)}`,
    `  ${field}${args === '' ? '' : `(\n${args}\n  )`}: ${typeText(type)} ${directives.join(' ')}`,
  ].join('\n');
}

function argument({ name, parameter, type, isRequired, texts }: ProposedArgument): string {
  return `    ${description(texts, parameter)}\n    ${name}: ${typeText(type)}${isRequired ? '!' : ''}`;
}

function objectType({ name, texts, fields, key, isCitizens }: ProposedType, names: RuleNames): string {
  const reach: Reach = isCitizens ? 'officials and the citizen' : 'officials';
  const keyDirective = key === null ? '' : ` @key(fields: ${JSON.stringify(key.field)})`;
  const lines = fields.map((field) => objectField(field, key?.field ?? null, reach, names));
  return `${description(texts, name)}\ntype ${name}${keyDirective} {\n${lines.join('\n')}\n}`;
}

function objectField(
  { name, property, type, texts, listSize, proposal }: ProposedField,
  key: string | null,
  reach: Reach,
  names: RuleNames,
): string {
  const directives = [...sizeDirective(listSize, []), ...ruleDirectives(proposal.dataClass, reach, names)];
  const written = name === key ? 'ID' : typeText(type);
  return `  ${description(texts, property)}\n  ${name}: ${written} ${directives.join(' ')}`;
}

function enumType({ name, texts, values }: ProposedEnum): string {
  const lines = values.map((each) => `  ${quoted(`At the source: ${each.value}`)}\n  ${each.name}`);
  return `${description(texts, name)}\nenum ${name} {\n${lines.join('\n')}\n}`;
}

const scalarTexts = {
  Date: 'A calendar day, YYYY-MM-DD.',
  DateTime: 'An instant with its offset from UTC (RFC 3339): 2026-03-01T08:00:00+08:00.',
} as const;

function scalars(proposal: Proposal): readonly string[] {
  return usedScalars(proposal).map((name) => `${quoted(scalarTexts[name])}\nscalar ${name}`);
}

function sizeDirective(listSize: number | null, slicing: readonly string[]): readonly string[] {
  if (listSize === null) return [];
  const by =
    slicing.length === 0
      ? ''
      : `, slicingArguments: ${JSON.stringify(slicing)}, requireOneSlicingArgument: false`;
  return [`@listSize(assumedSize: ${listSize}${by})`];
}

function typeText(type: TypeReference): string {
  // Its items cannot be trusted to be there, and one that is missing must not take the list with it.
  return type.kind === 'list' ? `[${typeText(type.of)}]` : type.name;
}

/** What is missing is marked, and never invented. */
function description({ en, zh }: LocalizedText, what: string): string {
  if (en === null && zh === null) return quoted(`Review: the document does not describe ${what}.`);
  if (en === null) return quoted(`${zh} Review: the English description is missing.`);
  return quoted(zh === null || zh === en ? en : `${en} ${zh}`);
}

/** A GraphQL string has the escapes of JSON. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
