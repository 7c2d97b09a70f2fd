import type { Catalogue } from '../../catalogue.ts';
import type { DataSet } from '../../data-sets/data-set.ts';
import type { MultilingualText } from '../../data-sets/text.ts';
import { dateText } from '../../time/calendar.ts';
import type { Frequency } from '../../time/frequency.ts';
import { dataFormats } from '../formats.ts';

/** An IRI, relative to the address from which the catalogue is read. */
interface Iri {
  readonly '@id': string;
}

interface Literal {
  readonly '@value': string;
  readonly '@language'?: string;
  readonly '@type'?: string;
}

export type PropertyValue = Iri | Literal | ResourceNode;

/** A node of the graph: properties by their prefixed names, each with its values. */
export interface ResourceNode {
  readonly '@id'?: string;
  readonly '@type': string;
  readonly [property: string]: string | undefined | readonly PropertyValue[];
}

export const prefixes = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

const frequencies: Readonly<Record<Frequency, string>> = {
  A: 'ANNUAL',
  S: 'ANNUAL_2',
  T: 'ANNUAL_3',
  Q: 'QUARTERLY',
  M: 'MONTHLY',
  W: 'WEEKLY',
  D: 'DAILY',
  B: 'DAILY',
  H: 'HOURLY',
  N: 'OTHER',
  I: 'IRREG',
};
const frequencyScheme = 'http://publications.europa.eu/resource/authority/frequency/';
const theme = 'http://publications.europa.eu/resource/authority/data-theme/REGI';
const service = '/catalogue/service';

/** The catalogue by DCAT-AP 3: its data sets, a distribution for each format, and the SDMX service. */
export function dcatCatalogue({ dataSets }: Catalogue): readonly ResourceNode[] {
  const modified = dataSets
    .map(({ publishedAt }) => publishedAt)
    .sort()
    .at(-1);
  return [
    {
      '@id': '/catalogue',
      '@type': 'dcat:Catalog',
      'dct:title': texts({ zh: '统计数据目录', en: 'Catalogue of statistics' }),
      'dct:description': texts({ zh: '公开的统计数据集', en: 'Data sets of public statistics' }),
      'dct:publisher': [agent('statistics')],
      ...(modified === undefined ? {} : { 'dct:modified': [dateTime(modified)] }),
      'dcat:dataset': dataSets.map(({ manifest }) => ({ '@id': iriOf(manifest.id) })),
      'dcat:service': [{ '@id': service }],
    },
    {
      '@id': service,
      '@type': 'dcat:DataService',
      'dct:title': texts({ zh: 'SDMX 3.0 REST 接口', en: 'SDMX 3.0 REST API' }),
      'dcat:endpointURL': [{ '@id': '/sdmx/3.0' }],
      'dct:conformsTo': [{ '@id': 'https://sdmx.org' }],
      'dcat:servesDataset': dataSets.map(({ manifest }) => ({ '@id': iriOf(manifest.id) })),
    },
    ...dataSets.map(dataSetNode),
  ];
}

function iriOf(id: string): string {
  return `/catalogue/${id}`;
}

function dataSetNode(dataSet: DataSet): ResourceNode {
  const { manifest, publishedAt } = dataSet;
  const covered = intervalOf(dataSet);
  return {
    '@id': iriOf(manifest.id),
    '@type': 'dcat:Dataset',
    'dct:identifier': [{ '@value': `${manifest.agency}:${manifest.id}` }],
    'dct:title': texts(manifest.title),
    'dct:description': texts(manifest.description),
    'dct:publisher': [agent(manifest.agency)],
    'dcat:keyword': manifest.keywords.map((keyword) => ({ '@value': keyword })),
    'dcat:theme': [{ '@id': theme }],
    'dct:accrualPeriodicity': [{ '@id': `${frequencyScheme}${frequencies[manifest.frequency]}` }],
    'dct:temporal': [
      {
        '@type': 'dct:PeriodOfTime',
        'dcat:startDate': [date(dateText(covered.start))],
        'dcat:endDate': [date(dateText(covered.end))],
      },
    ],
    'dct:issued': [dateTime(publishedAt)],
    'dct:modified': [dateTime(manifest.lastUpdated)],
    'dcat:version': [{ '@value': manifest.version }],
    'dct:provenance': [
      { '@type': 'dct:ProvenanceStatement', 'dct:description': [{ '@value': manifest.source }] },
    ],
    ...(manifest.landingPage === undefined ? {} : { 'dcat:landingPage': [{ '@id': manifest.landingPage }] }),
    'dcat:distribution': dataFormats.map(({ format, type }) => ({
      '@id': `/sdmx/3.0/data/dataflow/${manifest.agency}/${manifest.id}/${manifest.version}?format=${format}`,
      '@type': 'dcat:Distribution',
      'dct:title': [{ '@value': `${manifest.id} (${format})` }],
      'dcat:accessURL': [
        {
          '@id': `/sdmx/3.0/data/dataflow/${manifest.agency}/${manifest.id}/${manifest.version}?format=${format}`,
        },
      ],
      'dcat:mediaType': [{ '@id': `https://www.iana.org/assignments/media-types/${type}` }],
      'dct:license': [{ '@id': manifest.licence.url }],
      'dcat:accessService': [{ '@id': service }],
      ...(format === 'csv' ? { 'dct:conformsTo': [{ '@id': 'http://www.w3.org/ns/csvw' }] } : {}),
    })),
  };
}

function agent(id: string): PropertyValue {
  return { '@id': `/catalogue/agency/${id}`, '@type': 'foaf:Agent', 'foaf:name': [{ '@value': id }] };
}

function texts(text: MultilingualText): readonly PropertyValue[] {
  return (['zh', 'en'] as const).flatMap((language) => {
    const value = text[language];
    return value === null ? [] : [{ '@value': value, '@language': language }];
  });
}

function dateTime(text: string): PropertyValue {
  return { '@value': text, '@type': 'xsd:dateTime' };
}

function date(text: string): PropertyValue {
  return { '@value': text, '@type': 'xsd:date' };
}

/** The first and the last instant of a data set. */
function intervalOf({ profile, layout: { time } }: DataSet) {
  const { start } = time.interval(time.numberOf(profile.firstPeriod) ?? 0);
  const last = time.interval(time.numberOf(profile.lastPeriod) ?? 0);
  return { start, end: Math.max(last.start, last.end - 1) };
}
