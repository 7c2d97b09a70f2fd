import type { Principal } from '@civic-graph/policy';
import type { ExpectedAccess } from './expected-access.ts';

/** The table of docs/access.md: every field that is not public, and which caller may read it. */
export function accessTable(access: ExpectedAccess, callers: Readonly<Record<string, Principal>>): string {
  const names = Object.keys(callers);
  const visible = access.coordinates.filter(access.isVisible);
  const guarded = visible.filter((coordinate) => access.dataClass(coordinate) !== 'C0').sort();
  const open = visible.length - guarded.length;
  const rows = [...new Set(guarded)].map((coordinate) => [
    `\`${coordinate}\``,
    access.dataClass(coordinate),
    ...names.map((name) => (access.mayRead(callers[name]!, coordinate) ? '✓' : '·')),
  ]);
  return [
    '# Who may read what',
    '',
    'Worked out from the four `schema.graphql` files; a test holds every field, in every form of writing it, against',
    'this table (`npx vitest run test/conformance/every-field`; `… --update` writes it anew).',
    `The ${open} fields of class C0 are open to everybody and left out. \`owner\` is judged again by the agency, with the object at hand.`,
    '',
    `| field | class | ${names.join(' | ')} |`,
    `|---|---|${names.map(() => ':-:').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  ].join('\n');
}
