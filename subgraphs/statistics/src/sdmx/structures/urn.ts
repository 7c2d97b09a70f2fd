/** Class of an artefact in the SDMX information model, with its package. */
const packages = {
  Dataflow: 'datastructure',
  DataStructure: 'datastructure',
  Codelist: 'codelist',
  ConceptScheme: 'conceptscheme',
  AgencyScheme: 'base',
} as const;

/** Identifies an artefact. */
export interface ArtefactReference {
  readonly class: keyof typeof packages;
  readonly agency: string;
  readonly id: string;
  readonly version: string;
}

/** A query of structures compares all of them, again for each kind of reference. */
const known = new WeakMap<ArtefactReference, string>();

export function urnOf(reference: ArtefactReference): string {
  const found = known.get(reference);
  if (found !== undefined) return found;
  const { class: name, agency, id, version } = reference;
  const urn = `urn:sdmx:org.sdmx.infomodel.${packages[name]}.${name}=${agency}:${id}(${version})`;
  known.set(reference, urn);
  return urn;
}

/** The URN of a concept in its scheme. */
export function conceptUrn({ agency, id, version }: ArtefactReference, concept: string): string {
  return `urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=${agency}:${id}(${version}).${concept}`;
}
