import type { MultilingualText } from '../data-sets/text.ts';
import type { SdmxError } from './sdmx-error.ts';
import { element, escapeXml, namespaces, xmlDeclaration } from './xml.ts';

export type SdmxLanguage = 'zh' | 'en';

/** Header of an SDMX message. */
export interface MessageHeader {
  readonly id: string;
  /** RFC 3339. */
  readonly prepared: string;
  readonly language: SdmxLanguage;
}

const sender = 'CIVIC_GRAPH';

export const jsonSchemas = {
  data: 'https://json.sdmx.org/2.0.0/sdmx-json-data-schema.json',
  structure: 'https://json.sdmx.org/2.0.0/sdmx-json-structure-schema.json',
} as const;

export function headerJson({ id, prepared, language }: MessageHeader) {
  return { id, test: false, prepared, contentLanguages: languagesFrom(language), sender: { id: sender } };
}

/** @param more XML after the sender */
export function headerXml({ id, prepared }: MessageHeader, more = ''): string {
  const elements = [
    element('mes:ID', {}, escapeXml(id)),
    element('mes:Test', {}, 'false'),
    element('mes:Prepared', {}, prepared),
    element('mes:Sender', { id: sender }),
    more,
  ];
  return element('mes:Header', {}, elements.join(''));
}

/** Both languages; the requested one first, as the main language of the message. */
export function languagesFrom(language: SdmxLanguage): readonly SdmxLanguage[] {
  return language === 'zh' ? ['zh', 'en'] : ['en', 'zh'];
}

/** The text in a language, or in the other one if there is no translation. */
export function textIn(text: MultilingualText, language: SdmxLanguage): string {
  return text[language] ?? text.zh ?? text.en ?? '';
}

/** `name` and `names` of SDMX-JSON, or `description` and `descriptions`. */
export function localizedJson<Field extends 'name' | 'description'>(
  field: Field,
  text: MultilingualText,
  language: SdmxLanguage,
) {
  const all = Object.fromEntries(
    languagesFrom(language).flatMap((one) => (text[one] === null ? [] : [[one, text[one]]])),
  );
  return { [field]: textIn(text, language), [`${field}s`]: all };
}

export function localizedXml(name: 'com:Name' | 'com:Description', text: MultilingualText): string {
  return (['zh', 'en'] as const)
    .flatMap((language) => {
      const one = text[language];
      return one === null ? [] : element(name, { 'xml:lang': language }, escapeXml(one));
    })
    .join('');
}

/** Error message of SDMX-JSON; SDMX-CSV has none, so its clients get this one. */
export function errorJson(error: SdmxError, header: MessageHeader) {
  const { code, title, message: detail } = error;
  return {
    meta: headerJson(header),
    errors: [{ code, title, titles: { en: title }, detail, details: { en: detail } }],
  };
}

export function errorXml({ code, title, message }: SdmxError): string {
  const text = element('com:Text', { 'xml:lang': 'en' }, escapeXml(`${title}: ${message}`));
  return `${xmlDeclaration}${element('mes:Error', namespaces, element('mes:ErrorMessage', { code }, text))}`;
}
