import { t } from '../../../shared/words/t';
import { AnswerButton, Buttons, Hint } from './AnswerParts';
import { useAnswer } from './asked';
import { sendBackReply } from './replies';
import { WithNote } from './WithNote';

/** Accepts a change to protected files, puts the files back, or leaves them to the agent with a note. */
export function ProtectedAnswer({ question }: { readonly question: string }) {
  const { primary, answer } = useAnswer();
  const say = (words: string, text: string) => answer(words, question, text);
  return (
    <WithNote
      label={t`What the agent is to do about it`}
      action={t`Send back`}
      onSend={(note) => say(t`Sent back`, sendBackReply(note))}
    >
      {(begin) => (
        <>
          <Hint>
            {t`Accepting records the new content; the gate then runs the checks on it. Restoring puts the files back and tells the agent. Sending back leaves the files as they are, for the agent to see to.`}
          </Hint>
          <Buttons>
            <AnswerButton keyName="y" name={t`Accept change`} primary={primary} onClick={() => say(t`Accept change`, 'accept')} />
            <AnswerButton keyName="n" name={t`Restore files`} onClick={() => say(t`Restore files`, 'restore')} />
            <AnswerButton keyName="e" name={t`Send back…`} onClick={begin} />
          </Buttons>
        </>
      )}
    </WithNote>
  );
}
