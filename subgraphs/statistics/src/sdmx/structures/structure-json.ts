import { timeId } from '../data/components.ts';
import { headerJson, jsonSchemas, localizedJson, type MessageHeader, type SdmxLanguage } from '../message.ts';
import type { Artefact, DataStructureArtefact, Item } from './artefact.ts';
import { conceptUrn, urnOf } from './urn.ts';

const collections = {
  Dataflow: 'dataflows',
  DataStructure: 'dataStructures',
  Codelist: 'codelists',
  ConceptScheme: 'conceptSchemes',
  AgencyScheme: 'agencySchemes',
} as const;

/** Texts of the artefacts of all data sets, which do not change: a codelist may have ten megabytes. */
const written = { zh: new WeakMap<Artefact, string>(), en: new WeakMap<Artefact, string>() };

/** SDMX-JSON 2.0 structure message. */
export function structureJson(artefacts: readonly Artefact[], header: MessageHeader): string {
  const byCollection = new Map<string, string[]>();
  for (const artefact of artefacts) {
    const collection = collections[artefact.class];
    const texts = byCollection.get(collection) ?? [];
    byCollection.set(collection, texts);
    texts.push(textOf(artefact, header.language));
  }
  const head = JSON.stringify({ $schema: jsonSchemas.structure, meta: headerJson(header) });
  const data = [...byCollection].map(([collection, texts]) => `"${collection}":[${texts.join(',')}]`);
  return `${head.slice(0, -1)},"data":{${data.join(',')}}}`;
}

function textOf(artefact: Artefact, language: SdmxLanguage): string {
  const text = written[language].get(artefact) ?? JSON.stringify(artefactJson(artefact, language));
  written[language].set(artefact, text);
  return text;
}

function artefactJson(artefact: Artefact, language: SdmxLanguage): object {
  const { agency, id, version, name, description, isStub, isPartial } = artefact;
  return {
    id,
    agencyID: agency,
    version,
    isExternalReference: isStub,
    ...localizedJson('name', name, language),
    ...(description === null ? {} : localizedJson('description', description, language)),
    links: [{ rel: isStub ? 'external' : 'self', urn: urnOf(artefact) }],
    ...(isPartial ? { isPartial } : {}),
    ...(isStub ? {} : contentOf(artefact, language)),
  };
}

function contentOf(artefact: Artefact, language: SdmxLanguage): object {
  switch (artefact.class) {
    case 'Dataflow':
      return { structure: urnOf(artefact.structure) };
    case 'DataStructure':
      return { dataStructureComponents: componentsOf(artefact) };
    case 'Codelist':
      return { codes: itemsOf(artefact.items, language) };
    case 'ConceptScheme':
      return { concepts: itemsOf(artefact.items, language) };
    case 'AgencyScheme':
      return { agencies: itemsOf(artefact.items, language) };
  }
}

function itemsOf(items: readonly Item[], language: SdmxLanguage): readonly object[] {
  const known = new Set(items.map(({ id }) => id));
  return items.map(({ id, name, parent, codelist }) => ({
    id,
    ...localizedJson('name', name, language),
    ...(parent === null || !known.has(parent) ? {} : { parent }),
    ...(codelist === undefined ? {} : { coreRepresentation: { enumeration: urnOf(codelist) } }),
  }));
}

function componentsOf({ concepts, dimensions, attributes }: DataStructureArtefact): object {
  const concept = (id: string) => ({ id, conceptIdentity: conceptUrn(concepts, id) });
  const dataAttributes = attributes.map(({ id, level, codelist }) => ({
    ...concept(id),
    usage: 'mandatory',
    attributeRelationship: level === 'dataflow' ? { dataflow: {} } : { observation: {} },
    localRepresentation:
      codelist === null ? { format: { dataType: 'MonthDay' } } : { enumeration: urnOf(codelist) },
  }));
  return {
    ...(dataAttributes.length === 0
      ? {}
      : { attributeList: { id: 'AttributeDescriptor', attributes: dataAttributes } }),
    dimensionList: {
      id: 'DimensionDescriptor',
      dimensions: dimensions.map(({ id, codelist }, index) => ({
        ...concept(id),
        position: index + 1,
        localRepresentation: { enumeration: urnOf(codelist) },
      })),
      timeDimension: {
        ...concept(timeId),
        localRepresentation: { format: { dataType: 'ObservationalTimePeriod' } },
      },
    },
    measureList: {
      id: 'MeasureDescriptor',
      measures: [
        {
          ...concept('OBS_VALUE'),
          usage: 'optional',
          localRepresentation: { format: { dataType: 'Double' } },
        },
      ],
    },
  };
}
