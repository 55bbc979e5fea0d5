import type { PermissionScope } from '../tools/permission/ask';
import { scopesOf } from '../tools/permission/ask';
import { chosenMatch, type RuleMatch } from '../tools/permission/match';
import type { Question } from './question';

export type PermissionQuestion = Extract<Question, { kind: 'permission' }>;

/** What a person answered: how far it is allowed, with the rule where that is always; or no, with what they say to the agent. */
export type PermissionAnswer =
  | { readonly says: 'yes'; readonly scope: PermissionScope; readonly match: RuleMatch | null }
  | { readonly says: 'no'; readonly note: string };

/** Reads `once`, `goal`, `always`, `always: npm install …`, `no: NOTE`; undefined or a sentence where it is no answer. */
export function readPermissionAnswer({ ask }: PermissionQuestion, said: string): PermissionAnswer | string | undefined {
  const no = /^no\b\s*[:,.]?\s*(.*)$/is.exec(said);
  if (no) return { says: 'no', note: no[1]?.trim() ?? '' };
  const [, word = '', prefix] = /^(once|goal|always)\s*(?::\s*(\S.*))?$/is.exec(said) ?? [];
  const scope = scopesOf(ask).find((offered) => offered === word.toLowerCase());
  if (!scope || (prefix !== undefined && scope !== 'always')) return undefined;
  if (scope !== 'always') return { says: 'yes', scope, match: null };
  if (prefix === undefined || ask.command === null) return { says: 'yes', scope, match: ask.match };
  const match = chosenMatch(ask.command, prefix);
  return typeof match === 'string' ? match : { says: 'yes', scope, match };
}
