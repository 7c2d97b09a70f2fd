import type { Notices } from '../../notices/notices.ts';
import type { TableSpec } from '../schema/table-spec.ts';

/** Checks a header. @returns whether the rows can be read */
export function checkHeader(
  header: readonly string[],
  { file, fields }: TableSpec,
  notices: Notices,
): boolean {
  const seen = new Set<string>();
  let isReadable = true;
  const fail = (
    code: 'empty_column_name' | 'duplicated_column' | 'missing_required_column',
    name: string,
  ) => {
    isReadable = false;
    notices.add(code, file, 1, name === '' ? null : name);
  };
  for (const [index, name] of header.entries()) {
    if (name === '') {
      isReadable = false;
      notices.add('empty_column_name', file, 1, null, `column ${index + 1}`);
      continue;
    }
    if (seen.has(name)) fail('duplicated_column', name);
    if (!Object.hasOwn(fields, name)) notices.add('unknown_column', file, 1, name);
    seen.add(name);
  }
  for (const [field, { presence }] of Object.entries(fields)) {
    const isRequired = presence === 'required' || presence === 'column';
    if (isRequired && !seen.has(field)) fail('missing_required_column', field);
  }
  return isReadable;
}
