import { TextInput } from '@mantine/core';
import { type PermissionAsk, scopesOf } from '../../../shared/tools/permission/ask';
import { matchText } from '../../../shared/tools/permission/match';
import { t } from '../../../shared/words/t';
import { AnswerButton, Buttons, Hint } from './AnswerParts';
import { useAnswer } from './asked';
import { alwaysReply, noReply } from './replies';
import { WithNote } from './WithNote';

/** Once, for this goal, always in this workspace, or no with a note that the agent reads as the answer of its call. */
export function PermissionAnswer({ question, ask }: { readonly question: string; readonly ask: PermissionAsk }) {
  const { unsent, primary, answer } = useAnswer();
  const proposed = ask.match === null ? '' : matchText(ask.match);
  const prefix = unsent.texts.prefix ?? proposed;
  const say = (words: string, text: string) => answer(words, question, text);
  const always = () => say(t`Always in this workspace`, alwaysReply(prefix, proposed));
  const scopes = scopesOf(ask);
  const once = scopes.includes('once');
  return (
    <WithNote label={t`What the agent is to do instead`} action={t`Say no`} onSend={(note) => say(t`No`, noReply(note))}>
      {(begin) => (
        <>
          <Buttons>
            {once && (
              <AnswerButton keyName="y" name={t`Allow once`} primary={primary} onClick={() => say(t`Allow once`, 'once')} />
            )}
            <AnswerButton
              keyName={once ? 'g' : 'y'}
              name={t`Allow for this goal`}
              primary={primary && !once}
              onClick={() => say(t`Allow for this goal`, 'goal')}
            />
            {scopes.includes('always') && (
              <AnswerButton
                keyName="a"
                name={t`Always in this workspace`}
                disabled={ask.match !== null && prefix.trim() === ''}
                onClick={always}
              />
            )}
            <AnswerButton keyName="n" name={t`No…`} onClick={begin} />
          </Buttons>
          {ask.match !== null && (
            <TextInput
              label={t`Always is for (… is any arguments)`}
              value={prefix}
              onChange={(event) => unsent.set('prefix', event.currentTarget.value)}
              spellCheck={false}
              styles={{ input: { fontFamily: 'var(--font-mono)' } }}
            />
          )}
          <Hint>{hint(ask)}</Hint>
        </>
      )}
    </WithNote>
  );
}

function hint({ match, everyCommand }: PermissionAsk): string {
  const checks = t`The goal’s checks never get it.`;
  if (everyCommand)
    return t`Always means every command of every goal in this workspace. ${checks} Settings list what is allowed.`;
  if (match === null)
    return t`No rule can match a line with operators, redirections or variables, so it cannot be allowed always. ${checks}`;
  return t`Arguments may do anything that the program can, and so may files that it reads. A line with operators never matches a rule. ${checks}`;
}
