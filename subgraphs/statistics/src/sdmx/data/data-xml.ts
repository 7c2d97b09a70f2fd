import { headerXml } from '../message.ts';
import { dataflowReference } from '../structures/artefacts-of.ts';
import { urnOf } from '../structures/urn.ts';
import { attributesXml, element, namespaces, type XmlAttributes, xmlDeclaration } from '../xml.ts';
import { constantOf, timeId } from './components.ts';
import type { DataMessage } from './data-message.ts';
import { attributeOfRow, codesOfRow, periodOfRow } from './observation-text.ts';

/** SDMX-ML 3.0 structure-specific data message. */
export async function* dataXml(message: DataMessage): AsyncGenerator<string> {
  const { query, pages, header } = message;
  const { dataSet, observationDimension } = query;
  const { manifest } = dataSet;
  const urn = urnOf(dataflowReference(dataSet));
  const namespace = `${urn}:ObsLevelDim:${observationDimension}`;
  const structureId = 'S1';
  const structure = element(
    'mes:Structure',
    { structureID: structureId, namespace, dimensionAtObservation: observationDimension },
    element('com:StructureUsage', {}, urn),
  );
  const action = element('mes:DataSetAction', {}, 'Information');
  yield `${xmlDeclaration}<mes:StructureSpecificData${attributesXml({ ...namespaces, 'xmlns:ns1': namespace })}>`;
  yield headerXml(header, structure + action);
  const constants = query.attributes
    .filter(({ level }) => level === 'dataflow')
    .map(({ id }) => [id, constantOf(dataSet, id)]);
  yield `<mes:DataSet${attributesXml({
    'ss:structureRef': structureId,
    'xsi:type': 'ns1:DataSetType',
    'ss:dataScope': 'DataStructure',
    ...Object.fromEntries(constants),
  })}>`;
  const observationAttributes = query.attributes.filter(({ level }) => level === 'observation');
  const ids = [...manifest.dimensions.map(({ id }) => id), timeId];
  const isAtObservation = (id: string) =>
    observationDimension === 'AllDimensions' || id === observationDimension;
  const hasSeries = observationDimension !== 'AllDimensions';
  let series: string | null = null;
  for await (const rows of pages()) {
    let text = '';
    for (const row of rows) {
      const values = [...codesOfRow(query, row), periodOfRow(query, row)];
      const pairs = ids.map((id, index): [string, string] => [id, values[index] ?? '']);
      if (hasSeries) {
        const key = attributesXml(Object.fromEntries(pairs.filter(([id]) => !isAtObservation(id))));
        if (key !== series) {
          text += `${series === null ? '' : '</Series>'}<Series${key}>`;
          series = key;
        }
      }
      const observation: XmlAttributes = {
        ...Object.fromEntries(pairs.filter(([id]) => isAtObservation(id))),
        ...(query.hasMeasure ? { OBS_VALUE: row.value ?? 'NaN' } : {}),
        ...Object.fromEntries(
          observationAttributes.map((attribute) => [attribute.id, attributeOfRow(query, attribute, row)]),
        ),
      };
      text += element('Obs', observation);
    }
    yield text;
  }
  yield `${series === null ? '' : '</Series>'}</mes:DataSet></mes:StructureSpecificData>`;
}
