import type { AskedNeed } from '../../../shared/tools/dossier';
import { useUnsent } from '../../stores/unsent';
import { AnswerButton, AnswerRefusal, Buttons, Hint } from './AnswerParts';
import { answerOrder, isAnswered, isChanged, shownAnswer } from './answerOrders';
import { NeedField } from './NeedField';
import { NoteField } from './NoteField';
import { useSend } from './useSend';

/** Where the note in place of the answers is kept; no need's id is empty. */
const NOTE = '';

interface Props {
  readonly thread: string;
  readonly since: number;
  readonly needs: readonly AskedNeed[];
  readonly primary: boolean;
}

/** Answers the needs of a blocked goal and resumes it, keeps some of them for later, or resumes with a note in their place. */
export function BlockedAnswer(props: Props) {
  const { needs } = props;
  const { busy, refusal, sendAndThen } = useSend(props.thread);
  const unsent = useUnsent(props.thread, `${props.since}`);
  const note = unsent.texts[NOTE];
  /** A note that is queued has left its field, also where the goal then does not resume: it would else be queued twice. */
  const sendNote = (text: string) => {
    const resume = () => {
      unsent.set(NOTE, undefined);
      sendAndThen(unsent.clear, { type: 'goal.resume' });
    };
    sendAndThen(resume, { type: 'input.queue', text: text.trim() });
  };
  if (note !== undefined) {
    return (
      <>
        <NoteField
          label="What to do without it"
          note={note}
          action="Send and resume"
          busy={busy}
          primary={props.primary}
          onChange={(text) => unsent.set(NOTE, text)}
          onSend={() => sendNote(note)}
          onLeave={() => unsent.set(NOTE, undefined)}
        />
        <AnswerRefusal message={refusal} />
      </>
    );
  }
  const answered = isAnswered(needs, unsent.texts);
  const answer = (resume: boolean) => sendAndThen(unsent.clear, answerOrder(needs, unsent.texts, resume));
  return (
    <>
      {needs.map((asked) => (
        <NeedField
          key={asked.need.id}
          need={asked.need}
          value={shownAnswer(asked, unsent.texts)}
          onChange={(text) => unsent.set(asked.need.id, text)}
        />
      ))}
      {needs.length === 0 && <Hint>Nothing is asked for.</Hint>}
      {!answered && <Hint>Answers that you keep wait here; the goal goes on once all are given.</Hint>}
      <Buttons>
        {answered || !isChanged(needs, unsent.texts) ? (
          <AnswerButton
            keyName="y"
            name={needs.length === 0 ? 'Resume goal' : 'Answer and resume'}
            primary={props.primary}
            busy={busy}
            disabled={!answered}
            onClick={() => answer(true)}
          />
        ) : (
          <AnswerButton keyName="y" name="Keep answers" primary={props.primary} busy={busy} onClick={() => answer(false)} />
        )}
        {needs.length > 0 && <AnswerButton keyName="n" name="Send back…" busy={busy} onClick={() => unsent.set(NOTE, '')} />}
      </Buttons>
      <AnswerRefusal message={refusal} />
    </>
  );
}
