import type { LeftOut, RestOperation } from '../document/read-operations.ts';
import type { LocalizedText } from '../document/texts.ts';

/** What is proposed to publish, before it is written as files. */
export interface Proposal {
  readonly types: readonly ProposedType[];
  readonly enums: readonly ProposedEnum[];
  readonly operations: readonly ProposedOperation[];
  readonly leftOut: readonly LeftOut[];
}

export type TypeReference =
  | { readonly kind: 'scalar' | 'type' | 'enum'; readonly name: string }
  | { readonly kind: 'list'; readonly of: TypeReference };

/** Class of a field; C4 is never published. */
export type PublishedClass = 'C0' | 'C2' | 'C3';

export interface ClassProposal {
  readonly dataClass: PublishedClass | 'C4';
  /** Why, for the person who reviews it. */
  readonly evidence: string;
}

export interface ProposedField {
  readonly name: string;
  /** Name in the JSON of the REST API. */
  readonly property: string;
  readonly type: TypeReference;
  readonly texts: LocalizedText;
  readonly listSize: number | null;
  readonly proposal: ClassProposal & { readonly dataClass: PublishedClass };
}

export interface ProposedType {
  readonly name: string;
  readonly texts: LocalizedText;
  readonly fields: readonly ProposedField[];
  readonly key: ProposedKey | null;
  /** Whether a citizen can reach it through their own records. */
  readonly isCitizens: boolean;
}

export interface ProposedKey {
  readonly field: string;
  /** Name of the operation that reads one by the key, and its argument. */
  readonly operation: string;
  readonly argument: string;
  readonly evidence: string;
}

export interface ProposedEnum {
  readonly name: string;
  readonly texts: LocalizedText;
  readonly values: readonly { readonly name: string; readonly value: string }[];
}

export interface ProposedArgument {
  readonly name: string;
  /** Name in the REST API. */
  readonly parameter: string;
  readonly in: 'path' | 'query';
  readonly type: TypeReference;
  readonly isRequired: boolean;
  readonly isExploded: boolean;
  readonly texts: LocalizedText;
  /** Whether it says how long the list is. */
  readonly isSlicing: boolean;
}

export interface ProposedOperation {
  /** Name of the field: of `Query`, or of `Citizen`. */
  readonly field: string;
  readonly rest: RestOperation;
  readonly on: 'Query' | 'Citizen';
  readonly type: TypeReference;
  readonly listSize: number | null;
  readonly arguments: readonly ProposedArgument[];
  /** Parameter that takes the internal key of the citizen. */
  readonly citizenParameter: string | null;
  readonly proposal: ClassProposal & { readonly dataClass: PublishedClass };
}

export function namedType(type: TypeReference): Exclude<TypeReference, { readonly kind: 'list' }> {
  return type.kind === 'list' ? namedType(type.of) : type;
}
