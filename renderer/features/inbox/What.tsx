import type { Dossier } from '../../../shared/tools/dossier';
import type { InboxAsk, Words } from '../../../shared/views/inboxAsk';
import type { InboxRow } from '../../../shared/views/inboxRows';
import { t } from '../../../shared/words/t';
import { dayAndMinute } from '../../ui/clockTime';
import { Mono } from '../../ui/Mono';
import { Claimed } from './Claimed';
import { Fact } from './Fact';
import { PermissionFacts } from './PermissionFacts';
import { ProtectedDiff } from './ProtectedDiff';
import classes from './What.module.css';

/** What happened, in facts: the lead, and what the answer rests on. */
export function What({ row }: { readonly row: InboxRow }) {
  return (
    <>
      <p className={classes.lead}>{row.lead}</p>
      <Facts ask={row.ask} thread={row.thread} waived={row.waived} />
    </>
  );
}

function Facts({ ask, thread, waived }: Pick<InboxRow, 'ask' | 'thread' | 'waived'>) {
  switch (ask.kind) {
    case 'baseline':
      return <BaselineFacts ask={ask} />;
    case 'protected':
      return <ProtectedDiff paths={ask.paths} diff={ask.diff} excerpt={ask.excerpt} />;
    case 'human':
      return <Claimed thread={thread} look={ask.ask} summary={ask.summary} evidence={ask.evidence} />;
    case 'permission':
      return <PermissionFacts ask={ask.ask} waived={waived} />;
    case 'acceptance':
      return <Claimed thread={thread} summary={ask.summary} evidence={ask.evidence} />;
    case 'blocked':
      return ask.dossier && <DossierFacts dossier={ask.dossier} cited={ask.cited} />;
    case 'budget':
      return ask.words && <WordFacts words={ask.words} />;
    case 'usage':
      return (
        <dl className={classes.facts}>
          {ask.message !== '' && <Fact name={t`Provider`}>{ask.message}</Fact>}
          {ask.resetAt !== null && <Fact name={t`Resets`}>{dayAndMinute(ask.resetAt)}</Fact>}
        </dl>
      );
  }
}

const FLAG_WORDS = { vacuous: t`Vacuous`, already_red: t`Already red`, broken: t`Broken` } as const;

function BaselineFacts({ ask }: { readonly ask: Extract<InboxAsk, { kind: 'baseline' }> }) {
  return (
    <dl className={classes.facts}>
      {ask.flags.map((flag) => (
        <Fact key={`${flag.check} ${flag.flag}`} name={FLAG_WORDS[flag.flag]}>
          {flag.message}
        </Fact>
      ))}
      {ask.notes.map((note) => (
        <Fact key={note} name={t`Note`}>
          {note}
        </Fact>
      ))}
    </dl>
  );
}

function DossierFacts({ dossier, cited }: { readonly dossier: Dossier; readonly cited: readonly string[] }) {
  return (
    <dl className={classes.facts}>
      {dossier.attempts.length > 0 && (
        <Fact name={t`Tried`}>
          <ol className={classes.attempts}>
            {dossier.attempts.map((attempt) => (
              <li key={attempt}>{attempt}</li>
            ))}
          </ol>
        </Fact>
      )}
      {cited.length > 0 && (
        <Fact name={t`Evidence`}>
          <Mono>{cited.join(', ')}</Mono>
        </Fact>
      )}
    </dl>
  );
}

function WordFacts({ words }: { readonly words: Words }) {
  return (
    <dl className={classes.facts}>
      <Fact name={t`Changed`}>“{words.changed}”</Fact>
      <Fact name={t`Evidence`}>“{words.evidence}”</Fact>
      <Fact name={t`Next`}>“{words.next}”</Fact>
    </dl>
  );
}
