import type { DataSet } from '../../data-sets/data-set.ts';
import type { MultilingualText } from '../../data-sets/text.ts';
import { attributesOf } from '../data/components.ts';
import { columnsOf } from '../downloads/table.ts';

/** Metadata of the CSV download, by CSV on the Web. */
export function csvwMetadata(dataSet: DataSet): object {
  const { manifest } = dataSet;
  const { agency, id, version, title, description, licence } = manifest;
  const query = { dataSet, hasMeasure: true, attributes: attributesOf(dataSet) };
  const columns = columnsOf({ query });
  const key = columns.filter(({ id: name, type }) => type === 'period' || isDimension(dataSet, name));
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url: `/sdmx/3.0/data/dataflow/${agency}/${id}/${version}?format=csv`,
    'dc:title': languageMap(title),
    'dc:description': languageMap(description),
    'dc:license': { '@id': licence.url },
    'dc:modified': { '@value': manifest.lastUpdated, '@type': 'xsd:dateTime' },
    'dc:source': manifest.source,
    dialect: { header: true, delimiter: ',', encoding: 'utf-8' },
    tableSchema: {
      columns: columns.map(({ id: name, name: titles, type }) => ({
        name,
        titles: name,
        'dc:title': languageMap(titles),
        datatype: type === 'number' ? 'number' : 'string',
        required: type !== 'number',
        ...(name === 'OBS_VALUE'
          ? { 'http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure': manifest.measure.unit.code }
          : {}),
      })),
      primaryKey: key.map(({ id: name }) => name),
    },
  };
}

function isDimension({ manifest }: DataSet, name: string): boolean {
  return manifest.dimensions.some(({ id }) => id === name);
}

function languageMap(text: MultilingualText): readonly object[] {
  return (['zh', 'en'] as const).flatMap((language) => {
    const value = text[language];
    return value === null ? [] : [{ '@value': value, '@language': language }];
  });
}
