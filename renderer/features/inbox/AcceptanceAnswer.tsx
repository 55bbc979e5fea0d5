import { t } from '../../../shared/words/t';
import { AnswerButton, Buttons, Hint } from './AnswerParts';
import { useAnswer } from './asked';
import { WithNote } from './WithNote';

/** Accepts the result, or sends it back with a note that the agent reads first. */
export function AcceptanceAnswer({ question }: { readonly question: string }) {
  const { primary, answer } = useAnswer();
  const say = (words: string, text: string) => answer(words, question, text);
  return (
    <WithNote label={t`What is missing`} action={t`Send back`} onSend={(note) => say(t`Sent back`, note)}>
      {(begin) => (
        <>
          <Hint>{t`Accepting completes the goal, marked as accepted by you.`}</Hint>
          <Buttons>
            <AnswerButton keyName="y" name={t`Accept result`} primary={primary} onClick={() => say(t`Accept result`, 'accept')} />
            <AnswerButton keyName="n" name={t`Send back…`} onClick={begin} />
          </Buttons>
        </>
      )}
    </WithNote>
  );
}
