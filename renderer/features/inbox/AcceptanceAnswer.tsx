import { useState } from 'react';
import { AnswerButton, AnswerRefusal, Buttons, Hint } from './AnswerParts';
import { NoteField } from './NoteField';
import { useSend } from './useSend';

/** Accepts the result, or sends it back with a note that the agent reads first. */
export function AcceptanceAnswer(props: { readonly thread: string; readonly question: string; readonly primary: boolean }) {
  const { busy, refusal, send } = useSend(props.thread);
  const [note, setNote] = useState<string>();
  const answer = (text: string) => send({ type: 'question.answer', question: props.question, answer: text });
  if (note !== undefined) {
    return (
      <>
        <NoteField
          label="What is missing"
          note={note}
          action="Send back"
          busy={busy}
          primary={props.primary}
          onChange={setNote}
          onSend={() => answer(note)}
          onLeave={() => setNote(undefined)}
        />
        <AnswerRefusal message={refusal} />
      </>
    );
  }
  return (
    <>
      <Hint>Accepting completes the goal, marked as accepted by you.</Hint>
      <Buttons>
        <AnswerButton keyName="y" name="Accept result" primary={props.primary} busy={busy} onClick={() => answer('accept')} />
        <AnswerButton keyName="n" name="Send back…" busy={busy} onClick={() => setNote('')} />
      </Buttons>
      <AnswerRefusal message={refusal} />
    </>
  );
}
