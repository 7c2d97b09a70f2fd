import { printable } from '../../printable.ts';
import type { LocalizedText } from '../document/texts.ts';
import type { Proposal } from '../proposal/model.ts';

export interface ReviewFacts {
  readonly title: string;
  readonly version: string;
  /** SHA-256 of the document. */
  readonly digest: string;
  /** Addresses that the document names; none is called until one is set. */
  readonly servers: readonly string[];
}

/** `IMPORT-REVIEW.md`: every proposal with its evidence, for the person who decides. */
export function printReview(proposal: Proposal, facts: ReviewFacts): string {
  const { types, operations, leftOut } = proposal;
  return `# Review of the import

From ${cell(facts.title)} ${cell(facts.version)}, SHA-256 \`${facts.digest}\`. Everything below is a proposal. Change
\`schema.graphql\`, \`manifest.json\` and \`policy.test.graphql\` where it is wrong, then delete this file.

A field is public (C0) only where something says so; what nothing is known about is personal (C2), and only the
agency's officials may read it. Signs of personal data are known in English, Chinese and pinyin. Check other languages yourself.

Addresses in the document: ${facts.servers.map((server) => `\`${code(server)}\``).join(', ') || 'none'}. The server calls the one in \`UPSTREAM_URL\`.

## Fields

| field | class | why |
|---|---|---|
${operations.map(({ on, field, proposal: found }) => `| ${on}.${field} | ${found.dataClass} | ${cell(found.evidence)} |`).join('\n')}
${types
  .flatMap(({ name, fields }) =>
    fields.map(
      (field) => `| ${name}.${field.name} | ${field.proposal.dataClass} | ${cell(field.proposal.evidence)} |`,
    ),
  )
  .join('\n')}

## Keys

${table(
  ['type', 'key', 'why'],
  types.map(({ name, key }) => [
    name,
    key?.field ?? 'none',
    key?.evidence ?? 'no operation reads one by an id that it returns',
  ]),
)}

## Sizes of lists

${table(
  ['field', 'items', 'arguments'],
  [
    ...operations.map(({ on, field, listSize, ...given }) => [
      `${on}.${field}`,
      listSize,
      given.arguments.flatMap(({ isSlicing, name }) => (isSlicing ? name : [])).join(', '),
    ]),
    ...types.flatMap(({ name, fields }) =>
      fields.map((field) => [`${name}.${field.name}`, field.listSize, '']),
    ),
  ].flatMap(([field, size, by]) => (size === null ? [] : [[String(field), String(size), String(by)]])),
)}

## Missing descriptions

${table(
  ['what', 'missing'],
  texts(proposal).flatMap(([what, { en, zh }]) => {
    const missing = [...(en === null ? ['English'] : []), ...(zh === null ? ['Chinese'] : [])];
    return missing.length === 0 ? [] : [[what, missing.join(', ')]];
  }),
)}

## Left out

${table(
  ['what', 'why'],
  leftOut.map(({ what, why }) => [what, why]),
)}
`;
}

function texts({ operations, types, enums }: Proposal): readonly (readonly [string, LocalizedText])[] {
  return [
    ...operations.flatMap(({ on, field, rest, ...given }): [string, LocalizedText][] => [
      [`${on}.${field}`, rest.texts],
      ...given.arguments.map((each): [string, LocalizedText] => [
        `${on}.${field}(${each.name}:)`,
        each.texts,
      ]),
    ]),
    ...types.flatMap(({ name, texts: own, fields }): [string, LocalizedText][] => [
      [name, own],
      ...fields.map((field): [string, LocalizedText] => [`${name}.${field.name}`, field.texts]),
    ]),
    ...enums.map(({ name, texts: own }): [string, LocalizedText] => [name, own]),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return 'None.';
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** Text of a foreign document in a cell of Markdown: no markup, no new cell, no line end. */
function cell(text: string): string {
  return printable(text)
    .slice(0, 300)
    .replace(/[\\`*_[\]<>|#~!]/g, (character) => `\\${character}`)
    .replaceAll('&', '&amp;');
}

function code(text: string): string {
  return text.replace(/[^\x20-\x7e]|[`|]/g, ' ').slice(0, 200);
}
