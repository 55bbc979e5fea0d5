import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { recall, remember } from '../../stores/remembered';
import { AnswerButton, AnswerRefusal, Buttons, Hint } from './AnswerParts';
import { useSend } from './useSend';

/** Who looked last on this machine: most often the same person looks again. */
const NAME_KEY = 'look.name';

/** What a person saw, under their name: it becomes evidence for the tree that was asked about. */
export function LookAnswer(props: { readonly thread: string; readonly question: string; readonly primary: boolean }) {
  const { busy, refusal, send } = useSend(props.thread);
  const [name, setName] = useState(() => String(recall(NAME_KEY) ?? ''));
  const [note, setNote] = useState('');
  const answer = (word: 'pass' | 'fail') => {
    remember(NAME_KEY, name.trim());
    const text = note.trim() === '' ? word : `${word}: ${note.trim()}`;
    send({ type: 'question.answer', question: props.question, answer: text, name: name.trim() });
  };
  const nameless = name.trim() === '';
  return (
    <>
      <TextInput
        label="Your name, as the evidence shall have it"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label="Note; a no needs one, for the agent"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={8}
      />
      <Hint>It is evidence for the tree as it stands now. When the tree or the contract changes, somebody must look again.</Hint>
      <Buttons>
        <AnswerButton
          keyName="y"
          name="It passes"
          primary={props.primary}
          busy={busy}
          disabled={nameless}
          onClick={() => answer('pass')}
        />
        <AnswerButton
          keyName="n"
          name="It does not"
          busy={busy}
          disabled={nameless || note.trim() === ''}
          onClick={() => answer('fail')}
        />
      </Buttons>
      <AnswerRefusal message={refusal} />
    </>
  );
}
