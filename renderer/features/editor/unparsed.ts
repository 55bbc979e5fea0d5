/** Why a form cannot be sent, by the number of its fields that do not parse. */
export function unparsedWords(problems: number): string {
  return problems === 1 ? '1 field does not parse.' : `${problems} fields do not parse.`;
}
