import { type ReactNode, useState } from 'react';
import { AnswerRefusal } from './AnswerParts';
import { NoteField } from './NoteField';

/** Buttons, one of which asks for a note in their place; and under either the sentence of a refusal. */
export function WithNote(props: {
  readonly label: string;
  readonly action: string;
  readonly busy: boolean;
  readonly primary: boolean;
  readonly refusal: string | undefined;
  readonly onSend: (note: string) => void;
  /** The buttons; `begin` opens the note. */
  readonly children: (begin: () => void) => ReactNode;
}) {
  const [note, setNote] = useState<string>();
  return (
    <>
      {note === undefined ? (
        props.children(() => setNote(''))
      ) : (
        <NoteField
          label={props.label}
          note={note}
          action={props.action}
          busy={props.busy}
          primary={props.primary}
          onChange={setNote}
          onSend={() => props.onSend(note.trim())}
          onLeave={() => setNote(undefined)}
        />
      )}
      <AnswerRefusal message={props.refusal} />
    </>
  );
}
