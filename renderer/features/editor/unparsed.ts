import { counted, t } from '../../../shared/words/t';

/** Why a form cannot be sent, by the number of its fields that do not parse. */
export function unparsedWords(problems: number): string {
  return t`${counted(problems, 'field does not parse', 'fields do not parse')}.`;
}
