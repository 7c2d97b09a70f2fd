import { z } from 'zod';

/** A text in the portal's two languages; a missing translation is null. */
export interface MultilingualText {
  readonly zh: string | null;
  readonly en: string | null;
}

/** In a manifest both languages are required, because a portal shows both. */
export const textSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
