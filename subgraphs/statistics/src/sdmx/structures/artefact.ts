import type { MultilingualText } from '../../data-sets/text.ts';
import type { ArtefactReference } from './urn.ts';

interface Maintainable<Class extends ArtefactReference['class']> extends ArtefactReference {
  readonly class: Class;
  readonly name: MultilingualText;
  readonly description: MultilingualText | null;
  /** Only some of its items. */
  readonly isPartial: boolean;
  /** Without its content. */
  readonly isStub: boolean;
}

export interface Item {
  readonly id: string;
  readonly name: MultilingualText;
  readonly parent: string | null;
  /** Codes of a concept. */
  readonly codelist?: ArtefactReference;
}

export interface DataflowArtefact extends Maintainable<'Dataflow'> {
  readonly structure: ArtefactReference;
}

export interface DimensionComponent {
  readonly id: string;
  readonly codelist: ArtefactReference;
}

export interface AttributeComponent {
  readonly id: string;
  /** Null for a day of the year (MonthDay), the only attribute without codes. */
  readonly codelist: ArtefactReference | null;
  readonly level: 'dataflow' | 'observation';
}

export interface DataStructureArtefact extends Maintainable<'DataStructure'> {
  readonly concepts: ArtefactReference;
  readonly dimensions: readonly DimensionComponent[];
  readonly attributes: readonly AttributeComponent[];
}

export interface CodelistArtefact extends Maintainable<'Codelist'> {
  readonly items: readonly Item[];
}

export interface ConceptSchemeArtefact extends Maintainable<'ConceptScheme'> {
  readonly items: readonly Item[];
}

export interface AgencySchemeArtefact extends Maintainable<'AgencyScheme'> {
  readonly items: readonly Item[];
}

export type Artefact =
  | DataflowArtefact
  | DataStructureArtefact
  | CodelistArtefact
  | ConceptSchemeArtefact
  | AgencySchemeArtefact;

/** Artefacts that an artefact refers to. */
export function referencesOf(artefact: Artefact): readonly ArtefactReference[] {
  if (artefact.class === 'Dataflow') return [artefact.structure];
  if (artefact.class !== 'DataStructure') return [];
  const coded = [...artefact.dimensions, ...artefact.attributes].flatMap((one) => one.codelist ?? []);
  return [artefact.concepts, ...coded];
}
