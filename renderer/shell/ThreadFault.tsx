import { Button } from '@mantine/core';
import { t } from '../../shared/words/t';
import { threadShelf } from '../stores/thread';
import { Fault } from '../ui/Fault';
import classes from './Centre.module.css';

/** A thread that cannot be read, in place of its places. */
export function ThreadFault({ thread, message }: { readonly thread: string; readonly message: string }) {
  return (
    <div className={classes.waiting}>
      <Fault
        cause={t`The thread could not be read`}
        remedy={message}
        action={<Button onClick={() => threadShelf.reload(thread)}>{t`Read again`}</Button>}
      />
    </div>
  );
}
