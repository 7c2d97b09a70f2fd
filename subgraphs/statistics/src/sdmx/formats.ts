import type { SelectionSummary } from '../observations/selection-reader.ts';
import type { RegionGeometries } from '../regions/geometry/region-geometries.ts';
import { dataCsv } from './data/data-csv.ts';
import { dataJson } from './data/data-json.ts';
import type { DataWriter } from './data/data-message.ts';
import { dataXml } from './data/data-xml.ts';
import { checkCube, checkListed } from './data/listed-values.ts';
import { checkLineChart, checkMap, lineChart, regionMap } from './downloads/charts/chart-of-message.ts';
import { jsonStat } from './downloads/json-stat.ts';
import { tableParquet } from './downloads/parquet/table-parquet.ts';
import { tableCsv } from './downloads/table-csv.ts';
import { maximumXlsxRows, tableXlsx } from './downloads/table-xlsx.ts';
import type { DataQuery } from './request/data-query.ts';
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

type DataFormat =
  | ('sdmx-json' | 'sdmx-csv' | 'sdmx-xml' | 'csv' | 'json-stat' | 'xlsx' | 'parquet')
  | ('line' | 'map');

export interface DataOffer extends Offer<DataFormat> {
  readonly write: DataWriter;
  /** Of a file to download. */
  readonly extension: string;
  /** Maximum observations of the format. */
  readonly maximumRows?: number;
  /** Refuses selections that the format cannot show. */
  readonly check?: (query: DataQuery, summary: SelectionSummary, geometries: RegionGeometries | null) => void;
}

/** The first one is the default. */
export const dataFormats: readonly DataOffer[] = [
  {
    format: 'sdmx-json',
    type: 'application/vnd.sdmx.data+json',
    version: '2.0.0',
    aliases: ['application/json', 'json', 'jsondata'],
    extension: 'sdmx.json',
    check: (_query, summary) => checkListed(summary),
    write: dataJson,
  },
  {
    format: 'sdmx-csv',
    type: 'application/vnd.sdmx.data+csv',
    version: '2.0.0',
    aliases: ['csvdata'],
    extension: 'sdmx.csv',
    write: dataCsv,
  },
  {
    format: 'sdmx-xml',
    type: 'application/vnd.sdmx.data+xml',
    version: '3.0.0',
    aliases: ['application/xml', 'text/xml', 'xml', 'structurespecificdata'],
    extension: 'sdmx.xml',
    write: dataXml,
  },
  { format: 'csv', type: 'text/csv', aliases: [], extension: 'csv', write: tableCsv },
  {
    format: 'json-stat',
    type: 'application/vnd.json-stat+json',
    aliases: ['jsonstat'],
    extension: 'json',
    check: (_query, summary) => checkCube(summary),
    write: jsonStat,
  },
  {
    format: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    aliases: [],
    extension: 'xlsx',
    maximumRows: maximumXlsxRows,
    write: tableXlsx,
  },
  {
    format: 'parquet',
    type: 'application/vnd.apache.parquet',
    aliases: [],
    extension: 'parquet',
    write: tableParquet,
  },
];

/** Only by the parameter `format`: browsers accept SVG too, and would get a chart instead of data. */
export const chartFormats: readonly DataOffer[] = [
  {
    format: 'line',
    type: 'image/svg+xml',
    aliases: [],
    extension: 'svg',
    maximumRows: 2_000,
    check: checkLineChart,
    write: lineChart,
  },
  {
    format: 'map',
    type: 'image/svg+xml',
    aliases: [],
    extension: 'svg',
    maximumRows: 4_000,
    check: checkMap,
    write: regionMap,
  },
];
