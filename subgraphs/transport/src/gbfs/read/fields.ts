import { z } from 'zod';
import type { LocalizedText, RentalUris } from '../rental-system.ts';

/* Fields that GBFS 2 and 3 write differently. */

/** A list whose items are not looked at if it is too long. */
export function boundedList<Item extends z.ZodType>(item: Item, most: number) {
  const isBounded = (list: unknown) => Array.isArray(list) && list.length <= most;
  return z.custom<z.input<Item>[]>(isBounded, `no list of at most ${most}`).pipe(z.array(item));
}

/** A text of version 3 has languages; one of version 2 is plain, in the language of its file. */
export const texts = z
  .union([
    z.string().max(5_000),
    boundedList(z.object({ text: z.string().max(5_000), language: z.string().max(35) }), 100),
  ])
  .transform((value): readonly LocalizedText[] => (typeof value === 'string' ? [{ text: value }] : value));

/** A time of version 3 is RFC 3339, one of version 2 seconds since 1970. */
export const instant = z.union([
  z.number().int().min(0).max(1e11),
  z.iso.datetime({ offset: true }).transform((text) => Math.floor(Date.parse(text) / 1000)),
]);

/** Older systems write 0 and 1. */
export const flag = z.union([z.boolean(), z.literal([0, 1])]).transform(Boolean);

export const id = z.string().min(1).max(300);
export const count = z.number().int().min(0).max(1e9);
export const latitude = z.number().min(-90).max(90);
export const longitude = z.number().min(-180).max(180);

/** Some systems give prices as texts. The shortest text of a number is what the file says. */
export const price = z
  .union([z.number().min(-1e9).max(1e9), z.string().regex(/^-?\d{1,9}(\.\d{1,9})?$/)])
  .transform((value) => String(value))
  .refine((text) => !text.includes('e'));

/** An address on the web; another one, such as `javascript:`, is left out. */
export const webAddress = z
  .string()
  .max(2_000)
  .transform((text) => (/^https?:\/\/[^\s]+$/i.test(text) ? text : null));

/** A link into an app has a scheme of its own. */
const appAddress = z
  .string()
  .max(2_000)
  .transform((text) =>
    /^[a-z][a-z0-9+.-]*:\/\/[^\s]+$/i.test(text) && !/^(javascript|data|vbscript|file):/i.test(text)
      ? text
      : null,
  );

export const rentalUris = z
  .object({ web: webAddress.nullish(), android: appAddress.nullish(), ios: appAddress.nullish() })
  .nullish()
  .transform(
    (uris): RentalUris => ({
      web: uris?.web ?? null,
      android: uris?.android ?? null,
      ios: uris?.ios ?? null,
    }),
  );
