import type { AgencyDirectory } from '@civic-graph/agencies';
import { sql } from 'kysely';
import type { AgencyRow, IdentityDatabase, OfficialRow } from '../store/database.ts';

/** Gives each agency that defines or decides on a scope an official, unless it has one. */
export async function seedOperators(database: IdentityDatabase, directory: AgencyDirectory): Promise<void> {
  const agencies = await database.selectFrom('agency').selectAll().execute();
  const officials = await database.selectFrom('official').select(['id', 'agency']).execute();
  for (const agency of agencies) {
    const operator = operatorOf(agency, directory);
    if (operator === null || officials.some((one) => one.agency === agency.id && one.id !== operator.id))
      continue;
    await database
      .insertInto('official')
      .values(operator)
      // Scopes follow the manifest; an official with roles was set up by hand.
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ scopes: operator.scopes })
          .where(sql<boolean>`official.roles = '{}'`),
      )
      .execute();
  }
}

/** `operator-<subgraph>`, as the other officials of the demo. */
function operatorOf({ id, name_zh, name_en }: AgencyRow, directory: AgencyDirectory): OfficialRow | null {
  const subgraphs = directory.subgraphsOf(id);
  const own = directory.scopes.filter(({ subgraph }) => subgraphs.includes(subgraph));
  if (own.length === 0 && !directory.scopes.some(({ decidedBy }) => decidedBy === id)) return null;
  return {
    id: `operator-${subgraphs[0] ?? id}`,
    name_zh: `${name_zh}经办人`,
    name_en: `Operator, ${name_en}`,
    kind: 'operator',
    agency: id,
    roles: [],
    scopes: own.map((scope) => scope.id),
  };
}
