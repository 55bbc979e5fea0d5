import { useState } from 'react';
import type { AskedNeed } from '../../../shared/tools/dossier';
import { t } from '../../../shared/words/t';
import { AnswerButton, AnswerRefusal, Buttons, Hint } from './AnswerParts';
import { answerOrder, isAnswered, isChanged, shownAnswer } from './answerOrders';
import { useAnswer } from './asked';
import { NeedField } from './NeedField';
import { NoteField } from './NoteField';

/** Where the note in place of the answers is kept; no need's id is empty. */
const NOTE = '';

/** Answers the needs of a blocked goal and resumes it, keeps some of them for later, or resumes with a note in their place. */
export function BlockedAnswer({ needs }: { readonly needs: readonly AskedNeed[] }) {
  const { unsent, primary, refusal, give } = useAnswer();
  const note = unsent.texts[NOTE];
  const [began, setBegan] = useState(false);
  const begin = () => {
    setBegan(true);
    unsent.set(NOTE, '');
  };
  /** A note that is queued has left its field, also where the goal then does not resume: it would else be queued twice. */
  const sendNote = (text: string) =>
    give(t`Send and resume`, [{ type: 'input.queue', text }, { type: 'goal.resume' }], () => unsent.set(NOTE, undefined));
  if (note !== undefined) {
    return (
      <>
        <NoteField
          label={t`What to do without it`}
          note={note}
          began={began}
          action={t`Send and resume`}
          onChange={(text) => unsent.set(NOTE, text)}
          onSend={() => sendNote(note.trim())}
          onLeave={() => unsent.set(NOTE, undefined)}
        />
        <AnswerRefusal message={refusal} />
      </>
    );
  }
  const answered = isAnswered(needs, unsent.texts);
  const answer = (words: string, resume: boolean) => give(words, [answerOrder(needs, unsent.texts, resume)]);
  const resume = needs.length === 0 ? t`Resume goal` : t`Answer and resume`;
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
      {needs.length === 0 && <Hint>{t`Nothing is asked for.`}</Hint>}
      {!answered && <Hint>{t`Answers that you keep wait here; the goal goes on once all are given.`}</Hint>}
      <Buttons>
        {answered || !isChanged(needs, unsent.texts) ? (
          <AnswerButton keyName="y" name={resume} primary={primary} disabled={!answered} onClick={() => answer(resume, true)} />
        ) : (
          <AnswerButton keyName="y" name={t`Keep answers`} primary={primary} onClick={() => answer(t`Keep answers`, false)} />
        )}
        {needs.length > 0 && <AnswerButton keyName="n" name={t`Send back…`} onClick={begin} />}
      </Buttons>
      <AnswerRefusal message={refusal} />
    </>
  );
}
