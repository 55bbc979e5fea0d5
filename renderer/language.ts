// Before anything on the page speaks: the translation that the app put into it, or English where there is none.
import { speak } from '../shared/words/t';
import { TranslationFile } from '../shared/words/translation';

const given = document.getElementById('translation')?.textContent;
if (given) {
  const translation = TranslationFile.parse(JSON.parse(given));
  speak(translation);
  document.documentElement.lang = translation.language;
}
