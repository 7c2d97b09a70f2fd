const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** Escapes text for elements and attributes; drops characters that XML 1.0 cannot contain. */
export function escapeXml(text: string): string {
  return withoutControls(text.replace(/[&<>"\n\r\t]/g, (character) => entities[character] ?? ''));
}

/** Without the characters that XML 1.0 cannot contain, and without line breaks and tabs. */
export function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '');
}

export type XmlAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element; `children` is XML, and must be escaped already. */
export function element(name: string, attributes: XmlAttributes, children = ''): string {
  const open = `<${name}${attributesXml(attributes)}`;
  return children === '' ? `${open}/>` : `${open}>${children}</${name}>`;
}

export function attributesXml(attributes: XmlAttributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
}

const schemas = 'http://www.sdmx.org/resources/sdmxml/schemas/v3_0';

/** Namespaces of SDMX-ML 3.0. */
export const namespaces = {
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xmlns:mes': `${schemas}/message`,
  'xmlns:str': `${schemas}/structure`,
  'xmlns:com': `${schemas}/common`,
  'xmlns:ss': `${schemas}/data/structurespecific`,
} as const;

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
