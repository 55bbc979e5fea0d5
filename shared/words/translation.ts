import { z } from 'zod';
import type { Translation } from './t';

/** A translation as a file holds it: JSON, the messages by their English texts as `catalogue.json` lists them. */
export const TranslationFile: z.ZodType<Translation> = z.strictObject({
  language: z.string().refine((tag) => isLanguage(tag), 'is not a language tag such as "de" or "pt-BR"'),
  messages: z.record(z.string(), z.string()),
  plurals: z.record(z.string(), z.partialRecord(z.enum(['zero', 'one', 'two', 'few', 'many', 'other']), z.string())),
});

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (thrown) {
    if (thrown instanceof RangeError) return false;
    throw thrown;
  }
}
