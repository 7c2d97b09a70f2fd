import { readFile } from 'node:fs/promises';
import type { Proposal } from '../proposal/model.ts';
import type { RuleNames } from './access-rules.ts';

/**
 * The manifest of the template with the scopes that the rules need. Texts for people are marked for review.
 */
export async function printManifest(
  path: string,
  { types, operations }: Proposal,
  { officials, own }: RuleNames,
): Promise<string> {
  const manifest: Readonly<Record<string, unknown>> = JSON.parse(await readFile(path, 'utf8'));
  const fields = types.flatMap((type) =>
    type.fields.map((field) => ({ ...field, isCitizens: type.isCitizens })),
  );
  const guarded = fields.filter(({ proposal }) => proposal.dataClass !== 'C0');
  const ofCitizens = operations.filter(({ on }) => on === 'Citizen');
  const isGuarded =
    guarded.length > 0 ||
    operations.some(({ on, proposal }) => on === 'Query' && proposal.dataClass !== 'C0');
  const scopes = [
    ...(isGuarded ? [{ ...scope(officials, guarded, '官方记录', 'Records'), officialsOnly: true }] : []),
    ...(ofCitizens.length > 0
      ? [
          scope(
            own,
            guarded.filter(({ isCitizens }) => isCitizens),
            '您的记录',
            'Your records',
          ),
        ]
      : []),
  ];
  return `${JSON.stringify({ ...manifest, scopes }, null, 2)}\n`;
}

function scope(
  id: string,
  fields: readonly { readonly name: string; readonly proposal: { readonly dataClass: string } }[],
  zh: string,
  en: string,
) {
  const names = [...new Set(fields.map(({ name }) => name))].join(', ').slice(0, 400);
  return {
    id,
    dataClass: fields.some(({ proposal }) => proposal.dataClass === 'C3') ? 'C3' : 'C2',
    title: { zh: `待审核：${zh}`, en: `Review: ${en}` },
    content: { zh: `待审核：${names}`, en: `Review: ${names}` },
  };
}
