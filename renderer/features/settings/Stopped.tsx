import { Button } from '@mantine/core';
import { type Mend, stoppedWords } from '../../../shared/views/mend';
import { t } from '../../../shared/words/t';
import { go } from '../../stores/navigation';
import { useThreadRows } from '../../stores/threads';
import { StatusWord } from '../../ui/StatusWord';
import classes from './Stopped.module.css';

/** The goals that stand still until this section is set right; they are resumed from the inbox. */
export function Stopped({ section }: { readonly section: Mend['section'] }) {
  const rows = useThreadRows();
  const words = stoppedWords(
    rows.filter(({ status }) => status === 'blocked').map(({ reason }) => reason),
    section,
  );
  if (words.length === 0) return null;
  return (
    <div className={classes.stopped} role="status">
      <StatusWord glyph="blocked" word={words.join(' ')} /> {t`Set it right here, then resume them.`}
      <Button onClick={() => go({ name: 'inbox' })}>{t`Open inbox`}</Button>
    </div>
  );
}
