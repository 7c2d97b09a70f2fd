import type { NoticeCode } from '../../notices/catalogue.ts';
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
  const fail = (code: NoticeCode, name: string | null, detail?: string) => {
    isReadable = false;
    notices.add(code, file, 1, name, detail);
  };
  for (const [index, name] of header.entries()) {
    if (name === '') {
      fail('empty_column_name', null, `column ${index + 1}`);
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
