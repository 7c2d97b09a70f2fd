import { z } from 'zod';

/** The same text in the two languages of the portal; what nobody has translated is null. */
export interface MultilingualText {
  readonly zh: string | null;
  readonly en: string | null;
}

/** As a manifest writes it: both languages, since a portal shows both. */
export const textSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
