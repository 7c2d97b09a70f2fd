/** A number as readers of a language write it, with all of its digits. */
export function numberText(value: number, language: 'zh' | 'en'): string {
  return value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumSignificantDigits: 15 });
}
