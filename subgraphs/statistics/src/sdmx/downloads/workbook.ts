import { attributesXml, element, escapeXml } from '../xml.ts';

/** Parts of an Office Open XML workbook (ECMA-376) with the sheets "data" and "about". */

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaging = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const sheets = ['data', 'about'];

export const fixedParts: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    declaration +
    element(
      'Types',
      { xmlns: `${packaging}/content-types` },
      [
        element('Default', {
          Extension: 'rels',
          ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
        }),
        element('Override', { PartName: '/xl/workbook.xml', ContentType: `${types}.sheet.main+xml` }),
        ...sheets.map((name) =>
          element('Override', {
            PartName: `/xl/worksheets/${name}.xml`,
            ContentType: `${types}.worksheet+xml`,
          }),
        ),
      ].join(''),
    ),
  '_rels/.rels':
    declaration +
    element(
      'Relationships',
      { xmlns: `${packaging}/relationships` },
      element('Relationship', { Id: 'rId1', Type: `${office}/officeDocument`, Target: 'xl/workbook.xml' }),
    ),
  'xl/workbook.xml':
    declaration +
    element(
      'workbook',
      { xmlns: main, 'xmlns:r': office },
      element(
        'sheets',
        {},
        sheets
          .map((name, index) => element('sheet', { name, sheetId: index + 1, 'r:id': `rId${index + 1}` }))
          .join(''),
      ),
    ),
  'xl/_rels/workbook.xml.rels':
    declaration +
    element(
      'Relationships',
      { xmlns: `${packaging}/relationships` },
      sheets
        .map((name, index) =>
          element('Relationship', {
            Id: `rId${index + 1}`,
            Type: `${office}/worksheet`,
            Target: `worksheets/${name}.xml`,
          }),
        )
        .join(''),
    ),
};

export const sheetStart = `${declaration}<worksheet${attributesXml({ xmlns: main })}><sheetData>`;
export const sheetEnd = '</sheetData></worksheet>';

/** Texts are inline strings, which a spreadsheet never takes for formulas. */
export function sheetRow(cells: readonly (string | number | null)[]): string {
  const content = cells.map((cell) => {
    if (cell === null) return '<c/>';
    if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
    return `<c t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
  });
  return `<row>${content.join('')}</row>`;
}
