import { TextAction } from '../../ui/TextAction';
import { AnswerButton, Buttons, Hint } from './AnswerParts';
import { useSend } from './useSend';
import { WithNote } from './WithNote';

/** Accepts a change to protected files, puts the files back, or leaves them to the agent with a note. */
export function ProtectedAnswer(props: { readonly thread: string; readonly question: string; readonly primary: boolean }) {
  const { busy, refusal, send } = useSend(props.thread);
  const answer = (text: string) => send({ type: 'question.answer', question: props.question, answer: text });
  return (
    <WithNote
      label="What the agent is to do about it"
      action="Send back"
      busy={busy}
      primary={props.primary}
      refusal={refusal}
      onSend={(note) => answer(`send back: ${note}`)}
    >
      {(begin) => (
        <>
          <Hint>
            Accepting records the new content; the gate then runs the checks on it. Restoring puts the files back and tells the
            agent. Sending back leaves the files as they are, for the agent to see to.
          </Hint>
          <Buttons>
            <AnswerButton keyName="y" name="Accept change" primary={props.primary} busy={busy} onClick={() => answer('accept')} />
            <AnswerButton keyName="n" name="Restore files" busy={busy} onClick={() => answer('restore')} />
            <TextAction onClick={begin}>Send back with a note…</TextAction>
          </Buttons>
        </>
      )}
    </WithNote>
  );
}
