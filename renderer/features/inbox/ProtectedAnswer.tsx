import { useState } from 'react';
import { TextAction } from '../../ui/TextAction';
import { AnswerButton, AnswerRefusal, Buttons, Hint } from './AnswerParts';
import { NoteField } from './NoteField';
import { useSend } from './useSend';

/** Accepts a change to protected files, puts the files back, or leaves them to the agent with a note. */
export function ProtectedAnswer(props: { readonly thread: string; readonly question: string; readonly primary: boolean }) {
  const { busy, refusal, send } = useSend(props.thread);
  const [note, setNote] = useState<string>();
  const answer = (text: string) => send({ type: 'question.answer', question: props.question, answer: text });
  if (note !== undefined) {
    return (
      <>
        <NoteField
          label="What the agent is to do about it"
          note={note}
          action="Send back"
          busy={busy}
          primary={props.primary}
          onChange={setNote}
          onSend={() => answer(`send back: ${note.trim()}`)}
          onLeave={() => setNote(undefined)}
        />
        <AnswerRefusal message={refusal} />
      </>
    );
  }
  return (
    <>
      <Hint>
        Accepting records the new content; the gate then runs the checks on it. Restoring puts the files back and tells the agent.
        Sending back leaves the files as they are, for the agent to see to.
      </Hint>
      <Buttons>
        <AnswerButton keyName="y" name="Accept change" primary={props.primary} busy={busy} onClick={() => answer('accept')} />
        <AnswerButton keyName="n" name="Restore files" busy={busy} onClick={() => answer('restore')} />
        <TextAction onClick={() => setNote('')}>Send back with a note…</TextAction>
      </Buttons>
      <AnswerRefusal message={refusal} />
    </>
  );
}
