import { t } from '../../../shared/words/t';
import type { Leaving } from '../../stores/outbox';
import { StatusWord } from '../../ui/StatusWord';
import { AnswerButton, Buttons, Hint } from './AnswerParts';
import { takeBack } from './answerKeys';

/** In place of the answer's fields, in the row as it was: what was answered, and for a few seconds the way back. */
export function GivenAnswer({ given }: { readonly given: Leaving }) {
  const waiting = given.phase === 'waiting';
  return (
    <>
      <p role="status">
        <StatusWord glyph={waiting ? 'draft' : 'running'} word={given.words} />
      </p>
      <Hint>{waiting ? t`Sent in a few seconds, or with the window when it is closed.` : t`Sent.`}</Hint>
      {waiting && (
        <Buttons>
          <AnswerButton keyName="z" name={t`Undo`} onClick={() => takeBack(given.key)} />
        </Buttons>
      )}
    </>
  );
}
