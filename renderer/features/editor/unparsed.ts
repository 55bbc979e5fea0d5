/** Why a form cannot be sent, by the number of its fields that do not parse. */
import { t } from '../../../shared/words/t';

export function unparsedWords(problems: number): string {
  return problems === 1 ? t`1 field does not parse.` : t`${problems} fields do not parse.`;
}
