import type { Archive } from '../../archive/archive.ts';
import { Translations } from '../../feed/translations.ts';
import type { LoadReport } from '../load-report.ts';
import { readTable } from '../table-reader.ts';

const shape = {
  file: 'translations.txt',
  columns: ['table_name', 'field_name', 'language', 'translation'],
};

export async function readTranslations(archive: Archive, report: LoadReport): Promise<Translations> {
  const translations = new Translations();
  if (!archive.has(shape.file)) return translations;
  await readTable(archive, shape, report, (row) => {
    const table = row.required('table_name');
    const record = row.text('record_id');
    const value = row.text('field_value');
    // feed_info.txt has one row without an id, so its translations have none.
    const hasPlace =
      table === 'feed_info' ? record === '' && value === '' : (record === '') !== (value === '');
    if (!hasPlace) {
      const expected = table === 'feed_info' ? 'neither' : 'either';
      row.error('missing_required_field', 'record_id', `needs ${expected} record_id or field_value`);
    }
    const field = row.required('field_name');
    const language = row.required('language');
    const text = row.text('translation');
    // An empty text is ignored: the original is better than an empty name.
    if (text === '') return;
    translations.add({
      table,
      field,
      language,
      text,
      record,
      subRecord: row.text('record_sub_id'),
      value,
    });
  });
  return translations;
}
