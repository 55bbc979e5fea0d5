import { useState } from 'react';
import type { Need } from '../../../shared/tools/dossier';
import { AnswerButton, AnswerRefusal, Buttons, Hint } from './AnswerParts';
import { answerOrders, isAnswered } from './answerOrders';
import { NeedField } from './NeedField';
import { NoteField } from './NoteField';
import { useSend } from './useSend';

/** Answers every need of a blocked goal at once and resumes it; or resumes with a note in place of the answers. */
export function BlockedAnswer(props: { readonly thread: string; readonly needs: readonly Need[]; readonly primary: boolean }) {
  const { needs } = props;
  const { busy, refusal, send } = useSend(props.thread);
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const [note, setNote] = useState<string>();
  if (note !== undefined) {
    return (
      <>
        <NoteField
          label="What to do without it"
          note={note}
          action="Send and resume"
          busy={busy}
          primary={props.primary}
          onChange={setNote}
          onSend={() => send({ type: 'input.queue', text: note.trim() }, { type: 'goal.resume' })}
          onLeave={() => setNote(undefined)}
        />
        <AnswerRefusal message={refusal} />
      </>
    );
  }
  return (
    <>
      {needs.map((need) => (
        <NeedField
          key={need.id}
          need={need}
          value={answers[need.id] ?? ''}
          onChange={(text) => setAnswers({ ...answers, [need.id]: text })}
        />
      ))}
      {needs.length === 0 && <Hint>Everything asked for is answered.</Hint>}
      <Buttons>
        <AnswerButton
          keyName="y"
          name={needs.length === 0 ? 'Resume goal' : 'Answer and resume'}
          primary={props.primary}
          busy={busy}
          disabled={!isAnswered(needs, answers)}
          onClick={() => send(...answerOrders(needs, answers))}
        />
        {needs.length > 0 && <AnswerButton keyName="n" name="Send back…" busy={busy} onClick={() => setNote('')} />}
      </Buttons>
      <AnswerRefusal message={refusal} />
    </>
  );
}
