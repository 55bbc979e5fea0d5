import { Radio, Select, TextInput } from '@mantine/core';
import { type Need, needOptions } from '../../../shared/tools/dossier';
import { t } from '../../../shared/words/t';
import { Hint } from './AnswerParts';

/** More options than this are a list to open; up to it all of them are in view. */
const MOST_RADIOS = 5;

interface Props {
  readonly need: Need;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** The field a need is answered in, by its kind. */
export function NeedField({ need, value, onChange }: Props) {
  const options = needOptions(need);
  if (options && options.length > MOST_RADIOS) {
    return (
      <Select
        label={need.question}
        data={[...options]}
        value={value === '' ? null : value}
        onChange={(choice) => onChange(choice ?? '')}
      />
    );
  }
  if (options) return <Radios need={need} options={options} value={value} onChange={onChange} />;
  if (need.kind === 'secret') {
    return (
      <Hint>
        {need.question}{' '}
        {t`A secret is not taken here: answers stand in the thread’s record and are told to the model. Put it where the workspace’s own tools find it, then go on; the agent is told to look there.`}
      </Hint>
    );
  }
  return (
    <TextInput
      label={need.question}
      description={
        need.kind === 'file'
          ? t`A path, inside the workspace or readable by its commands. It is looked at before it is sent.`
          : undefined
      }
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Radios({ need, options, value, onChange }: Props & { readonly options: readonly string[] }) {
  return (
    <Radio.Group label={need.question} value={value} onChange={onChange}>
      {options.map((option) => (
        <Radio key={option} value={option} label={option} mt={6} />
      ))}
    </Radio.Group>
  );
}
