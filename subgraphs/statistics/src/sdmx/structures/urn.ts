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

export function urnOf({ class: name, agency, id, version }: ArtefactReference): string {
  return `urn:sdmx:org.sdmx.infomodel.${packages[name]}.${name}=${agency}:${id}(${version})`;
}

/** The URN of a concept in its scheme. */
export function conceptUrn({ agency, id, version }: ArtefactReference, concept: string): string {
  return `urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=${agency}:${id}(${version}).${concept}`;
}
