import { headerJson, jsonSchemas, localizedJson } from '../message.ts';
import { dataflowReference, structureReference } from '../structures/artefacts-of.ts';
import { urnOf } from '../structures/urn.ts';
import { constantOf } from './components.ts';
import type { DataMessage } from './data-message.ts';
import { dimensionsJson, keyLayout } from './json-dimensions.ts';
import { attributeOfRow } from './observation-text.ts';

/** SDMX-JSON 2.0 data message: values are positions in the lists of the structure, which comes first. */
export async function* dataJson(message: DataMessage): AsyncGenerator<string> {
  const { query, pages, header } = message;
  const layout = keyLayout(message);
  const head = JSON.stringify({
    $schema: jsonSchemas.data,
    meta: headerJson(header),
    data: { structures: [structureOf(message)], dataSets: [] },
  });
  const dataSetAttributes = query.attributes.filter(({ level }) => level === 'dataflow').map(() => 0);
  const observationAttributes = query.attributes.filter(({ level }) => level === 'observation');
  const positions = observationAttributes.map(
    (attribute) => new Map(valuesOf(message, attribute.id).map((code, position) => [code, position])),
  );
  const dataSet = { structure: 0, action: 'Information', attributes: dataSetAttributes };
  yield `${head.slice(0, -3)}${JSON.stringify(dataSet).slice(0, -1)}`;
  yield layout.hasSeries ? ',"series":{' : ',"observations":{';
  let series: string | null = null;
  let isFirst = true;
  for await (const rows of pages()) {
    let text = '';
    for (const row of rows) {
      const [key, observation] = layout.keysOf(row);
      if (layout.hasSeries && key !== series) {
        text += `${series === null ? '' : '}},'}"${key}":{"observations":{`;
        series = key;
        isFirst = true;
      }
      const cells = observationAttributes.map((attribute, index) =>
        positions[index]?.get(attributeOfRow(query, attribute, row)),
      );
      const values = query.hasMeasure ? [row.value, ...cells] : cells;
      text += `${isFirst ? '' : ','}"${observation}":${JSON.stringify(values)}`;
      isFirst = false;
    }
    yield text;
  }
  yield layout.hasSeries && series !== null ? '}}}}]}}' : '}}]}}';
}

function structureOf(message: DataMessage): object {
  const { query, header, labels } = message;
  const { language } = header;
  const { dataSet } = query;
  const attributes = (level: 'dataflow' | 'observation') =>
    query.attributes
      .filter((attribute) => attribute.level === level)
      .map(({ id, name }) => ({
        id,
        ...localizedJson('name', name, language),
        relationship: level === 'dataflow' ? { dataflow: {} } : { observation: {} },
        values: valuesOf(message, id).map((code) => ({
          id: code,
          ...localizedJson('name', labels.attribute(id, code), language),
        })),
      }));
  return {
    ...localizedJson('name', dataSet.manifest.title, language),
    links: [
      { rel: 'dataflow', urn: urnOf(dataflowReference(dataSet)) },
      { rel: 'datastructure', urn: urnOf(structureReference(dataSet)) },
    ],
    dataSets: [0],
    dimensions: dimensionsJson(message),
    measures: {
      observation: query.hasMeasure
        ? [{ id: 'OBS_VALUE', ...localizedJson('name', dataSet.manifest.measure.name, language) }]
        : [],
    },
    attributes: { dataSet: attributes('dataflow'), series: [], observation: attributes('observation') },
  };
}

/** The codes of an attribute that occur. */
function valuesOf({ query, summary }: DataMessage, attribute: string): readonly string[] {
  if (attribute === 'OBS_STATUS') return summary.statuses;
  if (attribute !== 'CONF_STATUS') return [constantOf(query.dataSet, attribute)];
  const hasSuppressed = summary.statuses.includes('Q');
  const hasOthers = summary.statuses.some((status) => status !== 'Q');
  return [...(hasOthers ? ['F'] : []), ...(hasSuppressed ? ['C'] : [])];
}
