import { contractNameForm } from '@civic-graph/releases';
import type { ContractErrorCode, ContractFilter } from '@civic-graph/supergraph/contracts';

/** A contract as the admin defines it. */
export interface ContractContent extends ContractFilter {
  readonly name: string;
}

/** The schema that clients of a contract see, or why there is none. */
export type FilteredSchema =
  | { readonly schema: string; readonly problem: null }
  | {
      readonly schema: null;
      readonly problem: { readonly code: ContractErrorCode; readonly message: string };
    };

/** Each contract in force is filtered again for each supergraph version. */
export const maxContracts = 20;

const maxTags = 20;
/** As GraphOS allows for `@tag(name:)`. */
const tagForm = /^[\w/-]{1,128}$/;

/** @returns what is wrong with a definition, or `null` */
export function contractProblem({ name, includeTags, excludeTags }: ContractContent): string | null {
  if (!contractNameForm.test(name)) {
    return 'name: must have 1 to 63 small letters, digits and hyphens, and begin with a letter';
  }
  if (includeTags.length + excludeTags.length === 0) return 'includeTags, excludeTags: name at least one tag';
  for (const [argument, tags] of Object.entries({ includeTags, excludeTags })) {
    if (tags.length > maxTags) return `${argument}: at most ${maxTags} tags`;
    if (!tags.every((tag) => tagForm.test(tag))) {
      return `${argument}: a tag must have 1 to 128 letters, digits, "_", "/" or "-"`;
    }
  }
  const both = includeTags.find((tag) => excludeTags.includes(tag));
  return both === undefined ? null : `excludeTags: ${both} is also included; remove it from one of the two`;
}
