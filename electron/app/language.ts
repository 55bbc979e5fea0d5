// The language that the app speaks: English, or the translation in the file that GOALPOST_TRANSLATION names. Imported before all that
// speaks, because some of it says its words once, as it is loaded.
import { readFileSync } from 'node:fs';
import { err, ok, type Result } from '../../shared/kernel/result';
import { speak, type Translation } from '../../shared/words/t';
import { TranslationFile } from '../../shared/words/translation';

const named = process.env.GOALPOST_TRANSLATION;
const read = named === undefined || named === '' ? ok(undefined) : readTranslation(named);
if (read.ok && read.value) speak(read.value);

/** What the page is to speak; undefined for English. */
export const translation: Translation | undefined = read.ok ? read.value : undefined;

/** Why the named file is not spoken, and what to do. */
export const translationFault: string | undefined = read.ok ? undefined : read.error;

export function readTranslation(file: string): Result<Translation, string> {
  const remedy = `It is spoken in English. Mend the file that GOALPOST_TRANSLATION names, or leave the variable out.`;
  try {
    const parsed = TranslationFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return ok(parsed.data);
    const [issue] = parsed.error.issues;
    return err(`The translation ${file} does not fit at ${issue?.path.join('.') || 'its top'}: ${issue?.message}. ${remedy}`);
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    return err(`The translation ${file} does not read: ${thrown.message}. ${remedy}`);
  }
}
