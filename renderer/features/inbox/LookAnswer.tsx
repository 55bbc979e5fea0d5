import { Textarea, TextInput } from '@mantine/core';
import { t } from '../../../shared/words/t';
import { recall, remember } from '../../stores/remembered';
import { AnswerButton, AnswerRefusal, Buttons, Hint } from './AnswerParts';
import { useAnswer } from './asked';
import { lookReply } from './replies';

/** Who looked last on this machine: most often the same person looks again. */
const NAME_KEY = 'look.name';

/** What a person saw, under their name: it becomes evidence for the tree that was asked about. */
export function LookAnswer({ question }: { readonly question: string }) {
  const { unsent, primary, refusal, answer } = useAnswer();
  const name = unsent.texts.name ?? String(recall(NAME_KEY) ?? '');
  const note = unsent.texts.note ?? '';
  const say = (words: string, word: 'pass' | 'fail') => {
    remember(NAME_KEY, name.trim());
    answer(words, question, lookReply(word, note), name.trim());
  };
  const nameless = name.trim() === '';
  return (
    <>
      <Textarea
        label={t`Note; a no needs one, for the agent`}
        value={note}
        onChange={(event) => unsent.set('note', event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={8}
      />
      <TextInput
        label={t`Your name, as the evidence shall have it`}
        value={name}
        onChange={(event) => unsent.set('name', event.currentTarget.value)}
      />
      <Hint>{t`It is evidence for the tree as it stands now. When the tree or the contract changes, somebody must look again.`}</Hint>
      <Buttons>
        <AnswerButton
          keyName="y"
          name={t`It passes`}
          primary={primary}
          disabled={nameless}
          onClick={() => say(t`It passes`, 'pass')}
        />
        <AnswerButton
          keyName="n"
          name={t`It does not`}
          disabled={nameless || note.trim() === ''}
          onClick={() => say(t`It does not`, 'fail')}
        />
      </Buttons>
      <AnswerRefusal message={refusal} />
    </>
  );
}
