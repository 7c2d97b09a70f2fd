import type { InviteAccountInput, PlatformAccountKind } from '../../../graph/operations.ts';

/** A new person as typed. */
export interface InvitedPerson {
  readonly kind: PlatformAccountKind;
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Empty for none. */
  readonly agency: string;
  /** Names, separated by spaces or commas. */
  readonly roles: string;
  readonly scopes: string;
}

export const emptyPerson: InvitedPerson = {
  kind: 'OFFICIAL',
  id: '',
  nameZh: '',
  nameEn: '',
  agency: '',
  roles: '',
  scopes: '',
};

/** Only officials belong to an agency and have roles and scopes of their own. */
export function inputOf({
  kind,
  id,
  nameZh,
  nameEn,
  agency,
  roles,
  scopes,
}: InvitedPerson): InviteAccountInput {
  const person = { kind, id: id.trim(), nameZh: nameZh.trim(), nameEn: nameEn.trim() };
  if (kind !== 'OFFICIAL') return person;
  return { ...person, agency: agency === '' ? null : agency, roles: namesIn(roles), scopes: namesIn(scopes) };
}

function namesIn(text: string): string[] {
  return text.split(/[\s,，、]+/u).filter(Boolean);
}
