import { AnswerButton, Buttons, Hint } from './AnswerParts';
import { useAnswer } from './asked';
import { WithNote } from './WithNote';

/** Accepts the result, or sends it back with a note that the agent reads first. */
export function AcceptanceAnswer({ question }: { readonly question: string }) {
  const { primary, answer } = useAnswer();
  const say = (words: string, text: string) => answer(words, question, text);
  return (
    <WithNote label="What is missing" action="Send back" onSend={(note) => say('Sent back', note)}>
      {(begin) => (
        <>
          <Hint>Accepting completes the goal, marked as accepted by you.</Hint>
          <Buttons>
            <AnswerButton keyName="y" name="Accept result" primary={primary} onClick={() => say('Accept result', 'accept')} />
            <AnswerButton keyName="n" name="Send back…" onClick={begin} />
          </Buttons>
        </>
      )}
    </WithNote>
  );
}
