import { type ReactNode, useState } from 'react';
import { AnswerRefusal } from './AnswerParts';
import { useAnswer } from './asked';
import { NoteField } from './NoteField';

/** Where the note is kept among what was typed for the question; no need's id is empty. */
const NOTE = '';

/** Buttons, one of which asks for a note in their place; and under either the sentence of a refusal. */
export function WithNote(props: {
  readonly label: string;
  readonly action: string;
  readonly onSend: (note: string) => void;
  /** The buttons; `begin` opens the note. */
  readonly children: (begin: () => void) => ReactNode;
}) {
  const { unsent, refusal } = useAnswer();
  const note = unsent.texts[NOTE];
  const [began, setBegan] = useState(false);
  const begin = () => {
    setBegan(true);
    unsent.set(NOTE, '');
  };
  return (
    <>
      {note === undefined ? (
        props.children(begin)
      ) : (
        <NoteField
          label={props.label}
          note={note}
          began={began}
          action={props.action}
          onChange={(text) => unsent.set(NOTE, text)}
          onSend={() => props.onSend(note.trim())}
          onLeave={() => unsent.set(NOTE, undefined)}
        />
      )}
      <AnswerRefusal message={refusal} />
    </>
  );
}
