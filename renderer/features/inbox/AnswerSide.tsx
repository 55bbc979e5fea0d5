import { type ReactNode, useEffect, useRef } from 'react';
import { outbox, useLeaving } from '../../stores/outbox';
import classes from './AnswerParts.module.css';
import { type Asked, AskedProvider } from './asked';
import { GivenAnswer } from './GivenAnswer';

/** Where a question is answered: its fields and buttons, and once it was, what was answered and the way back. */
export function AnswerSide({ asked, children }: { readonly asked: Asked; readonly children: ReactNode }) {
  const leaving = useLeaving(asked.key);
  useAskedOn(asked, leaving?.phase);
  return (
    <div className={classes.side}>
      <AskedProvider asked={asked}>
        {leaving && leaving.phase !== 'refused' ? <GivenAnswer given={leaving} /> : children}
      </AskedProvider>
    </div>
  );
}

/**
 * An answer may leave its question open, as one of several needs does: then it asks on as it has become. So it does where the answer was
 * taken while nobody looked, since then it has changed already.
 */
function useAskedOn({ key, subject }: Asked, phase: string | undefined): void {
  const answered = useRef(phase === 'waiting' ? subject : undefined);
  useEffect(() => {
    if (phase === 'waiting') answered.current = subject;
    else if (phase === 'taken' && answered.current !== subject) outbox.settle(key);
  }, [key, subject, phase]);
}
