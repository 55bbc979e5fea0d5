import type { CheckLine } from '../../../shared/views/inboxAsk';
import { t } from '../../../shared/words/t';
import { go } from '../../stores/navigation';
import { TextAction } from '../../ui/TextAction';
import { CheckLines } from './CheckLines';
import { Fact } from './Fact';
import classes from './What.module.css';

/** A result that waits for its last word: what to look at, what was claimed, what the evidence shows, and the way to the changes. */
export function Claimed(props: {
  readonly thread: string;
  readonly look?: string;
  readonly summary: string;
  readonly evidence: readonly CheckLine[];
}) {
  const { thread, look, summary, evidence } = props;
  return (
    <>
      <dl className={classes.facts}>
        {look !== undefined && <Fact name={t`Look at`}>“{look}”</Fact>}
        {summary !== '' && <Fact name={t`Claimed`}>“{summary}”</Fact>}
      </dl>
      <CheckLines lines={evidence} />
      <p className={classes.more}>
        <TextAction onClick={() => go({ name: 'thread', thread, tab: 'diff' })}>{t`Show changes since the start`}</TextAction>
      </p>
    </>
  );
}
