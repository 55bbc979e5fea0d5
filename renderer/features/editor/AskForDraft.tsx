import { Button } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { isOrderToStop } from '../../../shared/views/composer';
import { t } from '../../../shared/words/t';
import { useKeptText } from '../../stores/keptText';
import { SectionHead } from '../../ui/SectionHead';
import { TextAction } from '../../ui/TextAction';
import classes from './Proposed.module.css';
import { TextArea } from './TextArea';

/** Plain words to the agent, which looks at the workspace and proposes a contract. What was not sent is kept. */
export function AskForDraft(props: {
  readonly kept: string;
  /** Opened on request, where a contract stands already; what was not sent keeps it open. */
  readonly folded: boolean;
  /** Why it cannot be asked now. */
  readonly not: string | undefined;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  /** Answers whether the words were taken. */
  readonly onAsk: (words: string) => Promise<boolean>;
}) {
  const draft = useKeptText(props.kept);
  const [stops, setStops] = useState(false);
  const [open, setOpen] = useState(!props.folded || draft.text !== '');
  const words = draft.text.trim();
  const ask = async () => {
    setStops(isOrderToStop(words));
    if (isOrderToStop(words)) return;
    if ((await props.onAsk(words)) && draft.latest().trim() === words) draft.write('');
  };
  const refusal = stops ? t`That reads as an order to stop. Say more to have it drafted.` : props.refusal;
  const aside = t`in plain words; the agent reads the workspace and proposes, field by field`;
  const ready = words !== '' && props.not === undefined && !props.busy;
  /** The place's own accept would activate a goal with a description that nobody has read yet. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    if (ready && !event.repeat) void ask();
  };
  if (!open) {
    return (
      <SectionHead
        title={t`Describe it`}
        aside={aside}
        action={<TextAction onClick={() => setOpen(true)}>{t`Describe…`}</TextAction>}
      />
    );
  }
  return (
    <>
      <SectionHead title={t`Describe it`} aside={aside} />
      <div className={classes.ask}>
        <TextArea label={t`The work, in plain words`} value={draft.text} onChange={draft.write} onKeyDown={onKeyDown} />
        <Button disabled={!ready} onClick={() => void ask()}>
          {t`Propose contract`}
        </Button>
      </div>
      <p className={`${classes.standing} ${classes.quiet}`}>
        {props.not ?? t`It changes nothing and runs nothing. Its tokens count for the goal.`}
      </p>
      {refusal !== undefined && (
        <p className={classes.refusal} role="alert">
          {refusal}
        </p>
      )}
    </>
  );
}
