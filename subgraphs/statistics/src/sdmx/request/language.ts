import type { SdmxLanguage } from '../message.ts';

/** The best of the two languages for an Accept-Language header (RFC 9110, 12.5.4); Chinese by default. */
export function languageOf(header: string | undefined): SdmxLanguage {
  const wanted = (header ?? '')
    .split(',')
    .slice(0, 20)
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { language: tag.slice(0, 2), quality: quality ? Number(quality.trim().slice(2)) || 0 : 1 };
    })
    .filter(({ language, quality }) => quality > 0 && (language === 'zh' || language === 'en'))
    .sort((one, other) => other.quality - one.quality);
  return wanted[0]?.language === 'en' ? 'en' : 'zh';
}
