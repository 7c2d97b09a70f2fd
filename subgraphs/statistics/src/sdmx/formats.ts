import { dataCsv } from './data/data-csv.ts';
import { dataJson } from './data/data-json.ts';
import type { DataWriter } from './data/data-message.ts';
import { dataXml } from './data/data-xml.ts';
import type { Offer } from './request/media-type.ts';

type StructureFormat = 'json' | 'xml';

/** The first one is the default. */
export const structureFormats: readonly Offer<StructureFormat>[] = [
  {
    format: 'json',
    type: 'application/vnd.sdmx.structure+json',
    version: '2.0.0',
    aliases: ['application/json', 'jsonstructure'],
  },
  {
    format: 'xml',
    type: 'application/vnd.sdmx.structure+xml',
    version: '3.0.0',
    aliases: ['application/xml', 'text/xml', 'structure'],
  },
];

type DataFormat = 'json' | 'xml' | 'csv';

interface DataOffer extends Offer<DataFormat> {
  readonly write: DataWriter;
  /** Of a download. */
  readonly extension?: string;
  /** Maximum observations of the format. */
  readonly maximumRows?: number;
}

/** The first one is the default. */
export const dataFormats: readonly DataOffer[] = [
  {
    format: 'json',
    type: 'application/vnd.sdmx.data+json',
    version: '2.0.0',
    aliases: ['application/json', 'jsondata'],
    write: dataJson,
  },
  {
    format: 'csv',
    type: 'application/vnd.sdmx.data+csv',
    version: '2.0.0',
    aliases: ['text/csv', 'csvdata'],
    write: dataCsv,
  },
  {
    format: 'xml',
    type: 'application/vnd.sdmx.data+xml',
    version: '3.0.0',
    aliases: ['application/xml', 'text/xml', 'structurespecificdata'],
    write: dataXml,
  },
];
