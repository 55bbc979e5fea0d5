import type { Dossier } from '../../../shared/tools/dossier';
import type { InboxAsk, Words } from '../../../shared/views/inboxAsk';
import type { InboxRow } from '../../../shared/views/inboxRows';
import { Mono } from '../../ui/Mono';
import { Fact } from './Fact';
import { PermissionFacts } from './PermissionFacts';
import { ProtectedDiff } from './ProtectedDiff';
import classes from './What.module.css';

/** What happened, in facts: the lead, and what the answer rests on. */
export function What({ row }: { readonly row: InboxRow }) {
  return (
    <>
      <p className={classes.lead}>{row.lead}</p>
      <Facts ask={row.ask} />
    </>
  );
}

function Facts({ ask }: { readonly ask: InboxAsk }) {
  switch (ask.kind) {
    case 'baseline':
      return <BaselineFacts ask={ask} />;
    case 'protected':
      return <ProtectedDiff paths={ask.paths} diff={ask.diff} excerpt={ask.excerpt} />;
    case 'human':
      return (
        <dl className={classes.facts}>
          <Fact name="Look at">“{ask.ask}”</Fact>
          {ask.summary !== '' && <Fact name="Claimed">“{ask.summary}”</Fact>}
          {ask.checks.length > 0 && <Fact name="Evidence">{ask.checks.join(' · ')}</Fact>}
        </dl>
      );
    case 'permission':
      return <PermissionFacts ask={ask.ask} />;
    case 'acceptance':
      return (
        <dl className={classes.facts}>
          {ask.summary !== '' && <Fact name="Claimed">“{ask.summary}”</Fact>}
          {ask.checks.length > 0 && <Fact name="Evidence">{ask.checks.join(' · ')}</Fact>}
        </dl>
      );
    case 'blocked':
      return ask.dossier && <DossierFacts dossier={ask.dossier} />;
    case 'budget':
      return ask.words && <WordFacts words={ask.words} />;
    case 'usage':
      return (
        <dl className={classes.facts}>
          {ask.message !== '' && <Fact name="Provider">{ask.message}</Fact>}
          {ask.resetAt !== null && <Fact name="Resets">{new Date(ask.resetAt).toLocaleString()}</Fact>}
        </dl>
      );
  }
}

const FLAG_WORDS = { vacuous: 'Vacuous', already_red: 'Already red', broken: 'Broken' } as const;

function BaselineFacts({ ask }: { readonly ask: Extract<InboxAsk, { kind: 'baseline' }> }) {
  return (
    <dl className={classes.facts}>
      {ask.flags.map((flag) => (
        <Fact key={`${flag.check} ${flag.flag}`} name={FLAG_WORDS[flag.flag]}>
          {flag.message}
        </Fact>
      ))}
      {ask.notes.map((note) => (
        <Fact key={note} name="Note">
          {note}
        </Fact>
      ))}
    </dl>
  );
}

function DossierFacts({ dossier }: { readonly dossier: Dossier }) {
  return (
    <dl className={classes.facts}>
      {dossier.attempts.length > 0 && (
        <Fact name="Tried">
          <ol className={classes.attempts}>
            {dossier.attempts.map((attempt) => (
              <li key={attempt}>{attempt}</li>
            ))}
          </ol>
        </Fact>
      )}
      {dossier.evidence.length > 0 && (
        <Fact name="Evidence">
          <Mono>{dossier.evidence.join(', ')}</Mono>
        </Fact>
      )}
    </dl>
  );
}

function WordFacts({ words }: { readonly words: Words }) {
  return (
    <dl className={classes.facts}>
      <Fact name="Changed">“{words.changed}”</Fact>
      <Fact name="Evidence">“{words.evidence}”</Fact>
      <Fact name="Next">“{words.next}”</Fact>
    </dl>
  );
}
