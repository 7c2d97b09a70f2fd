import { timeId } from '../data/components.ts';
import { headerXml, localizedXml, type MessageHeader } from '../message.ts';
import { element, escapeXml, namespaces, xmlDeclaration } from '../xml.ts';
import type { Artefact, AttributeComponent, DataStructureArtefact, Item } from './artefact.ts';
import { conceptUrn, urnOf } from './urn.ts';

/** Collections in the order that the schema prescribes. */
const collections = [
  ['AgencyScheme', 'AgencySchemes'],
  ['Codelist', 'Codelists'],
  ['ConceptScheme', 'ConceptSchemes'],
  ['Dataflow', 'Dataflows'],
  ['DataStructure', 'DataStructures'],
] as const;

/** Ids that the schema of SDMX-ML 3.0 accepts as parents; SDMX-JSON has the others too. */
const ncName = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** Texts of the artefacts of all data sets, which do not change: a codelist may have ten megabytes. */
const written = new WeakMap<Artefact, string>();

/** SDMX-ML 3.0 structure message. */
export function structureXml(artefacts: readonly Artefact[], header: MessageHeader): string {
  const structures = collections
    .map(([name, collection]) => [collection, artefacts.filter((one) => one.class === name)] as const)
    .filter(([, those]) => those.length > 0)
    .map(([collection, those]) => element(`str:${collection}`, {}, those.map(textOf).join('')));
  const content = headerXml(header) + element('mes:Structures', {}, structures.join(''));
  return xmlDeclaration + element('mes:Structure', namespaces, content);
}

function textOf(artefact: Artefact): string {
  const text = written.get(artefact) ?? artefactXml(artefact);
  written.set(artefact, text);
  return text;
}

function artefactXml(artefact: Artefact): string {
  const { class: name, agency, id, version, description, isStub, isPartial } = artefact;
  const attributes = {
    urn: urnOf(artefact),
    isExternalReference: isStub,
    ...('items' in artefact ? { isPartial: isPartial || undefined } : {}),
    agencyID: agency,
    id,
    // The schema fixes the version of an agency scheme.
    version: name === 'AgencyScheme' ? undefined : version,
  };
  const names =
    localizedXml('com:Name', artefact.name) +
    (description === null ? '' : localizedXml('com:Description', description));
  return element(`str:${name}`, attributes, names + (isStub ? '' : contentXml(artefact)));
}

function contentXml(artefact: Artefact): string {
  switch (artefact.class) {
    case 'Dataflow':
      return element('str:Structure', {}, urnOf(artefact.structure));
    case 'DataStructure':
      return element('str:DataStructureComponents', {}, componentsXml(artefact));
    case 'Codelist':
      return itemsXml('str:Code', artefact.items);
    case 'ConceptScheme':
      return itemsXml('str:Concept', artefact.items);
    case 'AgencyScheme':
      return itemsXml('str:Agency', artefact.items);
  }
}

function itemsXml(name: string, items: readonly Item[]): string {
  const known = new Set(items.map(({ id }) => id));
  return items
    .map(({ id, name: text, parent, codelist }) => {
      const hasParent = parent !== null && known.has(parent) && ncName.test(parent);
      const parentXml = hasParent ? element('str:Parent', {}, escapeXml(parent)) : '';
      const core = codelist === undefined ? '' : enumeration('str:CoreRepresentation', urnOf(codelist));
      return element(name, { id }, localizedXml('com:Name', text) + parentXml + core);
    })
    .join('');
}

function componentsXml(structure: DataStructureArtefact): string {
  const { concepts, dimensions, attributes } = structure;
  const identity = (id: string) => element('str:ConceptIdentity', {}, conceptUrn(concepts, id));
  const dimensionList = dimensions.map(({ id, codelist }, index) =>
    element(
      'str:Dimension',
      { id, position: index + 1 },
      identity(id) + enumeration('str:LocalRepresentation', urnOf(codelist)),
    ),
  );
  const time = element(
    'str:LocalRepresentation',
    {},
    element('str:TextFormat', { textType: 'ObservationalTimePeriod' }),
  );
  dimensionList.push(element('str:TimeDimension', { id: timeId }, identity(timeId) + time));
  const number = element('str:LocalRepresentation', {}, element('str:TextFormat', { textType: 'Double' }));
  return (
    element('str:DimensionList', { id: 'DimensionDescriptor' }, dimensionList.join('')) +
    (attributes.length === 0
      ? ''
      : element(
          'str:AttributeList',
          { id: 'AttributeDescriptor' },
          attributes.map((one) => attributeXml(one, identity(one.id))).join(''),
        )) +
    element(
      'str:MeasureList',
      { id: 'MeasureDescriptor' },
      element('str:Measure', { id: 'OBS_VALUE', usage: 'optional' }, identity('OBS_VALUE') + number),
    )
  );
}

function attributeXml({ id, level, codelist }: AttributeComponent, identity: string): string {
  const representation =
    codelist === null
      ? element('str:LocalRepresentation', {}, element('str:TextFormat', { textType: 'MonthDay' }))
      : enumeration('str:LocalRepresentation', urnOf(codelist));
  const relationship = element(level === 'dataflow' ? 'str:Dataflow' : 'str:Observation', {});
  return element(
    'str:Attribute',
    { id, usage: 'mandatory' },
    identity + representation + element('str:AttributeRelationship', {}, relationship),
  );
}

function enumeration(name: 'str:CoreRepresentation' | 'str:LocalRepresentation', urn: string): string {
  return element(name, {}, element('str:Enumeration', {}, urn));
}
