import type { BootstrapFile } from './bootstrap-file.ts';
import type { ReadFile } from './read-bootstrap-file.ts';

/** What is in the databases already. */
export interface Known {
  readonly agencies: ReadonlySet<string>;
  /** Accounts by id, with their table. */
  readonly accounts: ReadonlyMap<string, 'official' | 'developer'>;
  /** Null if payments is not part of this run. */
  readonly revenueCodes: ReadonlySet<string> | null;
}

/** A line for each reference to something that is neither in the file nor in the database. */
export function missingReferences({ content, placeOf }: ReadFile, known: Known): string[] {
  const agencies = new Set([...known.agencies, ...content.agencies.map(({ id }) => id)]);
  const codes = new Set([...(known.revenueCodes ?? []), ...content.revenueCodes.map(({ code }) => code)]);
  const say = (path: readonly PropertyKey[], message: string) =>
    `${placeOf(path)}: ${path.map(String).join('.')}: ${message}`;
  const unknownAgency = (list: 'officials' | 'payeeUnits') =>
    content[list].flatMap(({ agency }, position) =>
      agencies.has(agency)
        ? []
        : [say([list, position, 'agency'], `there is no agency ${agency}; add it under agencies`)],
    );
  return [
    ...unknownAgency('officials'),
    ...unknownAgency('payeeUnits'),
    ...content.revenueCodes.flatMap(({ parent }, position) =>
      parent === undefined || codes.has(parent)
        ? []
        : [
            say(
              ['revenueCodes', position, 'parent'],
              `there is no code ${parent}; add it under revenueCodes`,
            ),
          ],
    ),
    ...takenAccounts(content, known).map(([path, message]) => say(path, message)),
  ];
}

/** Accounts share one name space. */
function takenAccounts(
  { admins, officials, developers }: BootstrapFile,
  { accounts }: Known,
): [PropertyKey[], string][] {
  const lists = { admins, officials, developers };
  return Object.entries(lists).flatMap(([list, people]) =>
    people.flatMap(({ id }, position): [PropertyKey[], string][] => {
      const table = list === 'developers' ? 'developer' : 'official';
      const there = accounts.get(id);
      return there === undefined || there === table
        ? []
        : [[[list, position, 'id'], `${id} is the account of another kind (${there}); choose another id`]];
    }),
  );
}
