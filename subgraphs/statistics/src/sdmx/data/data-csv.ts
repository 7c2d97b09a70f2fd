import type { MultilingualText } from '../../data-sets/text.ts';
import { dateText, dateTimeText, dayMs } from '../../time/calendar.ts';
import type { Timeline } from '../../time/timeline.ts';
import { type SdmxLanguage, textIn } from '../message.ts';
import { measureId, timeId, timeName } from './components.ts';
import { csvLine } from './csv-line.ts';
import type { DataMessage } from './data-message.ts';
import { attributeOfRow, codesOfRow, periodOfRow } from './observation-text.ts';

/** How a field with a name is written: `A`, `A: Annual`, or two columns. */
type LabelStyle = 'id' | 'name' | 'both';

/** SDMX-CSV 2.0. */
export async function* dataCsv(message: DataMessage): AsyncGenerator<string> {
  const { query, labels, pages, header, options } = message;
  const { manifest } = query.dataSet;
  const { language } = header;
  const style = styleOf(options.get('labels'));
  const isNormalized = options.get('timeFormat') === 'normalized';
  const keys = options.get('keys') ?? 'none';
  const hasSeriesKey = keys === 'series' || keys === 'both';
  const hasObsKey = keys === 'obs' || keys === 'both';
  const field = (id: string, name: MultilingualText) => labelled(style, id, name, language);
  const structure = [
    'dataflow',
    ...field(`${manifest.agency}:${manifest.id}(${manifest.version})`, manifest.title),
    'I',
  ];
  yield csvLine([
    'STRUCTURE',
    ...(style === 'name' ? ['STRUCTURE_ID', 'STRUCTURE_NAME'] : ['STRUCTURE_ID']),
    'ACTION',
    ...(hasSeriesKey ? ['SERIES_KEY'] : []),
    ...(hasObsKey ? ['OBS_KEY'] : []),
    ...manifest.dimensions.flatMap(({ id, name }) => field(id, name)),
    ...field(timeId, timeName),
    ...(query.hasMeasure ? field(measureId, manifest.measure.name) : []),
    ...query.attributes.flatMap(({ id, name }) => field(id, name)),
  ]);
  for await (const rows of pages()) {
    let text = '';
    for (const row of rows) {
      const codes = codesOfRow(query, row);
      const period = periodOfRow(query, row);
      const time = isNormalized ? startOf(query.dataSet.layout.time, row.period) : period;
      const value = row.value === null ? 'NaN' : String(row.value);
      text += csvLine([
        ...structure,
        ...(hasSeriesKey ? [codes.join('.')] : []),
        ...(hasObsKey ? [[...codes, period].join('.')] : []),
        ...codes.flatMap((code, position) => field(code, labels.code(position, code))),
        ...(style === 'name' ? [time, time] : [time]),
        ...(query.hasMeasure ? (style === 'name' ? [value, ''] : [value]) : []),
        ...query.attributes.flatMap((attribute) => {
          const code = attributeOfRow(query, attribute, row);
          return field(code, labels.attribute(attribute.id, code));
        }),
      ]);
    }
    yield text;
  }
}

function styleOf(text: string | undefined): LabelStyle {
  return text === 'name' || text === 'both' ? text : 'id';
}

function labelled(
  style: LabelStyle,
  id: string,
  name: MultilingualText,
  language: SdmxLanguage,
): readonly string[] {
  if (style === 'id') return [id];
  return style === 'both' ? [`${id}: ${textIn(name, language)}`] : [id, textIn(name, language)];
}

/** The first day of a period, or its first second if it begins within a day (ISO 8601). */
function startOf(time: Timeline, period: number): string {
  const { start } = time.interval(period);
  const hasTime = time.zone !== '' || start % dayMs !== 0 || time.frequency === 'H' || time.frequency === 'N';
  return hasTime ? dateTimeText(start) + time.zone : dateText(start);
}
