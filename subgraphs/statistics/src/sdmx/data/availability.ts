import type { SelectionSummary } from '../../observations/selection-reader.ts';
import {
  headerJson,
  headerXml,
  jsonSchemas,
  localizedJson,
  localizedXml,
  type MessageHeader,
} from '../message.ts';
import type { DataQuery } from '../request/data-query.ts';
import { listOf } from '../request/url.ts';
import { dataflowReference } from '../structures/artefacts-of.ts';
import { urnOf } from '../structures/urn.ts';
import { element, escapeXml, namespaces, xmlDeclaration } from '../xml.ts';
import { timeId } from './components.ts';
import { checkListed } from './listed-values.ts';

/** The values of one component that occur in the data that a query selects. */
interface AvailableValues {
  readonly id: string;
  readonly values: readonly string[];
}

const constraintName = { zh: '可用数据', en: 'Availability' };

/**
 * @param component only this one; `*` for all
 * @throws SdmxError 140, 510
 */
export function availableValues(
  { dataSet: { manifest, layout } }: DataQuery,
  summary: SelectionSummary,
  component: string,
): readonly AvailableValues[] {
  const requested = listOf('componentID', component);
  const isRequested = (id: string) => component === '*' || requested.includes(id);
  const ids = manifest.dimensions.map(({ id }) => id);
  const ranks = ids.map((id, position) => (isRequested(id) ? (summary.ranks[position] ?? []) : []));
  const periods = isRequested(timeId) ? summary.periods : [];
  checkListed({ ranks, periods });
  const dimensions = ids.map((id, position) => ({
    id,
    values: (ranks[position] ?? []).map((rank) => layout.dictionaries[position]?.codes[rank] ?? ''),
  }));
  const time = { id: timeId, values: periods.map((period) => layout.time.text(period)) };
  return [...dimensions, time].filter(({ id }) => isRequested(id));
}

/** A data constraint of SDMX-JSON 2.0 with the role Actual. */
export function availabilityJson(
  query: DataQuery,
  values: readonly AvailableValues[],
  { series, observations }: SelectionSummary,
  header: MessageHeader,
): object {
  const { agency } = query.dataSet.manifest;
  const constraint = {
    id: 'CC',
    agencyID: agency,
    version: '1.0',
    ...localizedJson('name', constraintName, header.language),
    role: 'Actual',
    annotations: [
      { id: 'obs_count', title: String(observations), type: 'sdmx_metrics' },
      { id: 'series_count', title: String(series), type: 'sdmx_metrics' },
    ],
    constraintAttachment: { dataflows: [urnOf(dataflowReference(query.dataSet))] },
    cubeRegions: [
      {
        include: true,
        keyValues: values.map((one) => ({ id: one.id, values: one.values.map((value) => ({ value })) })),
      },
    ],
  };
  return {
    $schema: jsonSchemas.structure,
    meta: headerJson(header),
    data: { dataConstraints: [constraint] },
  };
}

/** The same as SDMX-ML 3.0. */
export function availabilityXml(
  query: DataQuery,
  values: readonly AvailableValues[],
  { series, observations }: SelectionSummary,
  header: MessageHeader,
): string {
  const { agency } = query.dataSet.manifest;
  const metric = (id: string, title: number) =>
    element(
      'com:Annotation',
      { id },
      element('com:AnnotationTitle', {}, String(title)) + element('com:AnnotationType', {}, 'sdmx_metrics'),
    );
  const region = values.map(({ id, values: those }) =>
    element(
      'str:KeyValue',
      { id },
      those.map((value) => element('str:Value', {}, escapeXml(value))).join(''),
    ),
  );
  const constraint = element(
    'str:DataConstraint',
    { id: 'CC', agencyID: agency, version: '1.0', role: 'Actual' },
    element('com:Annotations', {}, metric('obs_count', observations) + metric('series_count', series)) +
      localizedXml('com:Name', constraintName) +
      element(
        'str:ConstraintAttachment',
        {},
        element('str:Dataflow', {}, urnOf(dataflowReference(query.dataSet))),
      ) +
      element('str:CubeRegion', { include: true }, region.join('')),
  );
  const structures = element('str:DataConstraints', {}, constraint);
  return (
    xmlDeclaration +
    element('mes:Structure', namespaces, headerXml(header) + element('mes:Structures', {}, structures))
  );
}
