import type { AgencyDirectory } from '@civic-graph/agencies';
import { nameProblem } from '../../shown-text/shown-text.ts';
import { type Decider, decidesOn } from './decider.ts';
import type { NewPerson } from './request-invitation.ts';

interface Problem {
  readonly field: string;
  readonly message: string;
}

/** Of accounts and roles. */
const identifier = /^[a-z][a-z0-9-]{1,39}$/;

/** Why somebody may not invite this person; null if nothing is wrong. Nobody grants more than they have. */
export function newPersonProblem(person: NewPerson, by: Decider, directory: AgencyDirectory): Problem | null {
  const { kind, id, agency, name_zh, name_en, roles, scopes } = person;
  if (!identifier.test(id)) return at('id', 'must be 2 to 40 lower-case letters, digits and hyphens');
  for (const [field, text] of [
    ['nameZh', name_zh],
    ['nameEn', name_en],
  ] as const) {
    const problem = nameProblem(text, 60);
    if (problem !== null) return at(field, problem);
  }
  if ((kind === 'operator') !== (agency !== null)) {
    return at('agency', 'must be named for an official, and for nobody else');
  }
  if (!decidesOn(by, agency)) return at('agency', 'is not yours; name your own agency, or ask the admin');
  if (kind !== 'operator') {
    if (roles.length > 0) return at('roles', 'are fixed for admins and developers; leave them out');
    return scopes.length > 0 ? at('scopes', 'are only for officials; leave them out') : null;
  }
  const wrongRole = roles.find((each) => !identifier.test(each) || each.startsWith('platform-'));
  if (wrongRole !== undefined) return at('roles', `contain ${wrongRole}, which no official can have`);
  const own = new Set(directory.subgraphsOf(agency ?? ''));
  const foreign = scopes.find((scope) => !own.has(directory.describeScope(scope)?.subgraph ?? ''));
  if (foreign !== undefined) return at('scopes', `contain ${foreign}, which the agency does not define`);
  if (by.official.kind === 'admin') return null;
  const missingRole = roles.find((each) => !by.official.roles.includes(each));
  if (missingRole !== undefined) return at('roles', `contain ${missingRole}, which you do not have yourself`);
  const missing = scopes.find((each) => !by.official.scopes.includes(each));
  return missing === undefined ? null : at('scopes', `contain ${missing}, which you do not have yourself`);
}

function at(field: string, message: string): Problem {
  return { field, message };
}
