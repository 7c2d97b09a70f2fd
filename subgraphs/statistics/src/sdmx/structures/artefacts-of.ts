import type { Catalogue } from '../../catalogue.ts';
import type { DataSet } from '../../data-sets/data-set.ts';
import type { MultilingualText } from '../../data-sets/text.ts';
import { codelistOf, codesOf } from '../../observations/components.ts';
import { confStatuses, obsStatuses } from '../../observations/obs-status.ts';

import type { RegionDirectory } from '../../regions/region-directory.ts';
import { frequencies } from '../../time/frequency.ts';
import { attributesOf, measureId, timeId, timeName } from '../data/components.ts';
import type { Artefact, CodelistArtefact, Item } from './artefact.ts';
import { codeNames } from './code-names.ts';
import { type ArtefactReference, urnOf } from './urn.ts';

const whole = { description: null, isPartial: false, isStub: false } as const;

/** By the list of data sets, which is replaced as a whole when one is loaded. */
const cached = new WeakMap<readonly DataSet[], readonly Artefact[]>();

/** The structures of all data sets, made once per load. */
export function artefactsOf(catalogue: Catalogue): readonly Artefact[] {
  const { dataSets } = catalogue;
  const known = cached.get(dataSets);
  if (known !== undefined) return known;
  const artefacts = makeArtefacts(catalogue);
  cached.set(dataSets, artefacts);
  return artefacts;
}

/**
 * Data sets of one agency that name a codelist alike share it: it then has
 * the codes of all.
 */
function makeArtefacts({ dataSets, regions }: Catalogue): readonly Artefact[] {
  const found = new Map<string, Artefact>();
  for (const artefact of dataSets.flatMap((dataSet) => artefactsOfDataSet(dataSet, regions))) {
    const urn = urnOf(artefact);
    const before = found.get(urn);
    const isShared = before?.class === 'Codelist' && artefact.class === 'Codelist';
    found.set(urn, isShared ? { ...before, items: union(before.items, artefact.items) } : artefact);
  }
  const agencies = [...new Set(dataSets.map(({ manifest }) => manifest.agency))].sort();
  return [...found.values(), agencyScheme(agencies)];
}

/** The version of an agency scheme is fixed by the standard. */
function agencyScheme(agencies: readonly string[]): Artefact {
  return {
    ...whole,
    class: 'AgencyScheme',
    agency: 'SDMX',
    id: 'AGENCIES',
    version: '1.0',
    name: { zh: '机构', en: 'Agencies' },
    items: agencies.map((id) => ({ id, name: { zh: id, en: id }, parent: null })),
  };
}

export function dataflowReference({ manifest: { agency, id, version } }: DataSet): ArtefactReference {
  return { class: 'Dataflow', agency, id, version };
}

export function structureReference({ manifest: { agency, id, version } }: DataSet): ArtefactReference {
  return { class: 'DataStructure', agency, id: `DSD_${id}`, version };
}

function artefactsOfDataSet(dataSet: DataSet, regions: RegionDirectory): readonly Artefact[] {
  const { manifest } = dataSet;
  const { agency, version, title } = manifest;
  const concepts = { class: 'ConceptScheme', agency, id: `CS_${manifest.id}`, version } as const;
  const codelistId = (id: string) => ({ class: 'Codelist', agency, id, version }) as const;
  const attributes = attributesOf(dataSet);
  const coded = manifest.dimensions.map((dimension) => ({
    dimension,
    codelist: {
      ...whole,
      ...codelistId(codelistOf(dimension).id),
      name: codelistOf(dimension).name,
      items: codesOf(dataSet, dimension, regions),
    } satisfies CodelistArtefact,
  }));
  return [
    {
      ...whole,
      ...dataflowReference(dataSet),
      class: 'Dataflow',
      name: title,
      description: manifest.description,
      structure: structureReference(dataSet),
    },
    {
      ...whole,
      ...structureReference(dataSet),
      class: 'DataStructure',
      name: title,
      concepts,
      dimensions: coded.map(({ dimension, codelist }) => ({
        id: dimension.id,
        codelist: codelistId(codelist.id),
      })),
      attributes: attributes.map(({ id, level, codelist }) => ({
        id,
        level,
        codelist: codelist === null ? null : codelistId(codelist),
      })),
    },
    {
      ...whole,
      ...concepts,
      name: title,
      items: [
        ...coded.map(({ dimension: { id, name }, codelist }) => concept(id, name, codelistId(codelist.id))),
        concept(timeId, timeName),
        concept(measureId, manifest.measure.name),
        ...attributes.map(({ id, name, codelist }) =>
          concept(id, name, codelist === null ? undefined : codelistId(codelist)),
        ),
      ],
    },
    ...coded.map(({ codelist }) => codelist),
    ...attributes.flatMap(({ id, name, codelist }) =>
      codelist === null
        ? []
        : { ...whole, ...codelistId(codelist), name, items: itemsOfAttribute(id, manifest.measure.unit) },
    ),
  ];
}

function concept(id: string, name: MultilingualText, codelist?: ArtefactReference): Item {
  return { id, name, parent: null, ...(codelist === undefined ? {} : { codelist }) };
}

function itemsOfAttribute(
  id: string,
  unit: { readonly code: string; readonly name: MultilingualText },
): readonly Item[] {
  if (id === 'UNIT_MEASURE') return [{ id: unit.code, name: unit.name, parent: null }];
  const codes = id === 'FREQ' ? frequencies : id === 'OBS_STATUS' ? obsStatuses : confStatuses;
  return codes.map((code) => ({
    id: code,
    name: codeNames(id).get(code) ?? { zh: code, en: code },
    parent: null,
  }));
}

function union(ones: readonly Item[], others: readonly Item[]): readonly Item[] {
  const known = new Set(ones.map(({ id }) => id));
  return [...ones, ...others.filter(({ id }) => !known.has(id))];
}
