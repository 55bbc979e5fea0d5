import { useEffect, useRef } from 'react';
import { isWaived } from '../../../shared/thread/waiver';
import { t } from '../../../shared/words/t';
import { outbox } from '../../stores/outbox';
import { useThread } from '../../stores/thread';
import { forgetUnsent } from '../../stores/unsent';
import { StatusGlyph } from '../../ui/StatusWord';
import { AnswerSide } from './AnswerSide';
import { answerByKey } from './answerKeys';
import { askedKey } from './askedKey';
import { PermissionAnswer } from './PermissionAnswer';
import { PermissionFacts } from './PermissionFacts';
import classes from './QuestionStrip.module.css';

/** What a running turn asks, answered where its work is watched: the same words and keys as in the inbox. */
export function QuestionStrip({ thread }: { readonly thread: string }) {
  const opened = useThread(thread);
  const open = opened.status === 'open' ? Object.values(opened.state.questions) : [];
  const entry = open.find(({ question }) => question.kind === 'permission');
  const strip = useRef<HTMLElement>(null);
  const key = entry && askedKey({ key: `${thread}:${entry.question.id}`, since: entry.openedAt });
  useLetGo(key);
  if (!key || entry.question.kind !== 'permission') return null;
  const { question } = entry;
  const asked = {
    key,
    thread,
    subject: question,
    primary: true,
    onGiven: () => strip.current?.focus(),
  };
  return (
    <section
      ref={strip}
      key={key}
      data-row
      data-asked={key}
      className={classes.strip}
      aria-label={question.text}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys answer while it has the focus, as a row's in the inbox
      tabIndex={0}
      onKeyDown={answerByKey}
    >
      <div className={classes.what}>
        <p className={classes.lead}>
          <StatusGlyph glyph="asks" /> {t`The agent asks for more than the boundaries allow. The turn waits; nothing is spent.`}
        </p>
        <PermissionFacts ask={question.ask} waived={opened.status === 'open' && isWaived(opened.state)} />
      </div>
      <AnswerSide asked={asked}>
        <PermissionAnswer question={question.id} ask={question.ask} />
      </AnswerSide>
    </section>
  );
}

/** The question is gone while it was watched: so is what was given for it, and the focus that it had goes to the place. */
function useLetGo(key: string | undefined): void {
  const before = useRef(key);
  useEffect(() => {
    const gone = before.current;
    before.current = key;
    if (gone === undefined || gone === key) return;
    outbox.settle(gone);
    forgetUnsent(gone);
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('main')?.focus();
  }, [key]);
}
