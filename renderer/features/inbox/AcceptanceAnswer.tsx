import { AnswerButton, Buttons, Hint } from './AnswerParts';
import { useSend } from './useSend';
import { WithNote } from './WithNote';

/** Accepts the result, or sends it back with a note that the agent reads first. */
export function AcceptanceAnswer(props: { readonly thread: string; readonly question: string; readonly primary: boolean }) {
  const { busy, refusal, send } = useSend(props.thread);
  const answer = (text: string) => send({ type: 'question.answer', question: props.question, answer: text });
  return (
    <WithNote label="What is missing" action="Send back" busy={busy} primary={props.primary} refusal={refusal} onSend={answer}>
      {(begin) => (
        <>
          <Hint>Accepting completes the goal, marked as accepted by you.</Hint>
          <Buttons>
            <AnswerButton keyName="y" name="Accept result" primary={props.primary} busy={busy} onClick={() => answer('accept')} />
            <AnswerButton keyName="n" name="Send back…" busy={busy} onClick={begin} />
          </Buttons>
        </>
      )}
    </WithNote>
  );
}
