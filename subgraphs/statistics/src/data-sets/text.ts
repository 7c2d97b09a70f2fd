import { z } from 'zod';

/** A text in the portal's two languages; a missing translation is null. */
export interface MultilingualText {
  readonly zh: string | null;
  readonly en: string | null;
}

/** As a manifest writes it: both languages, since a portal shows both. */
export const textSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
