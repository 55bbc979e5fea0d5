import { useThread } from '../../stores/thread';
import { StatusGlyph } from '../../ui/StatusWord';
import { answerByKey } from './answerKeys';
import { PermissionAnswer } from './PermissionAnswer';
import { PermissionFacts } from './PermissionFacts';
import classes from './QuestionStrip.module.css';

/** What a running turn asks, answered where its work is watched: the same words and keys as in the inbox. */
export function QuestionStrip({ thread }: { readonly thread: string }) {
  const opened = useThread(thread);
  const open = opened.status === 'open' ? Object.values(opened.state.questions) : [];
  const question = open.map((entry) => entry.question).find((asked) => asked.kind === 'permission');
  if (question?.kind !== 'permission') return null;
  return (
    <section
      key={question.id}
      data-row
      className={classes.strip}
      aria-label={question.text}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys answer while it has the focus, as a row's in the inbox
      tabIndex={0}
      onKeyDown={answerByKey}
    >
      <div className={classes.what}>
        <p className={classes.lead}>
          <StatusGlyph glyph="asks" /> The agent asks for more than the boundaries allow. The turn waits; nothing is spent.
        </p>
        <PermissionFacts ask={question.ask} />
      </div>
      <div className={classes.answer}>
        <PermissionAnswer thread={thread} question={question.id} ask={question.ask} primary />
      </div>
    </section>
  );
}
