import type { ReactNode } from 'react';
import { healthRows, isWell } from '../../../shared/views/health';
import { t } from '../../../shared/words/t';
import { useAppInfo } from '../../stores/appInfo';
import { useHealth } from '../../stores/health';
import { useSettings } from '../../stores/settings';
import { SectionHead } from '../../ui/SectionHead';
import { StatusWord } from '../../ui/StatusWord';
import classes from './FirstRun.module.css';

/** What of this machine matters before the first goal, and what a goal is for. */
export function MachineFacts() {
  const info = useAppInfo();
  return (
    <aside aria-label={t`This machine`}>
      <SectionHead title={t`This machine`} aside={info && t`Goalpost ${info.version}`} />
      <dl className={classes.machine}>
        {info && <SandboxFact sandbox={info.sandbox} />}
        <HealthFacts />
        <ModelFacts />
      </dl>
      {info?.sandbox.mode === 'missing' && <p className={classes.remedy}>{info.sandbox.message}</p>}
      <h3 className={classes.noteHead}>{t`A goal fits`}</h3>
      <p className={classes.note}>
        {t`A clear finish line and no clear way there: a target metric, a flaky test, a migration, a paper to reproduce.`}
      </p>
      <h3 className={classes.noteHead}>{t`It does not fit`}</h3>
      <p className={classes.note}>{t`One-line edits, explanations, work that nobody can check.`}</p>
    </aside>
  );
}

function SandboxFact({ sandbox }: { readonly sandbox: { readonly mode: 'enforced' | 'missing' } }) {
  return (
    <Fact
      name={t`Sandbox`}
      value={
        sandbox.mode === 'enforced' ? (
          <StatusWord glyph="pass" word={t`Enforced`} />
        ) : (
          <StatusWord glyph="finding" word={t`Missing`} tone="failed" />
        )
      }
    />
  );
}

/** What was really tried: in a line where all is well, else each thing that is not, with what repairs it. */
function HealthFacts() {
  const { facts, trying } = useHealth();
  const faulty = healthRows(facts, trying).filter(({ id, mark }) => mark.shape === 'failed' && id !== 'start');
  if (trying)
    return <Fact name={t`Tried`} value={<StatusWord glyph="running" word={t`Trying`} />} aside={t`sandbox, git, disk`} />;
  // Where the sandbox does not start, the fact above says it.
  if (faulty.length === 0 && !isWell(facts)) return null;
  if (faulty.length === 0) {
    return facts.length === 0 ? null : (
      <Fact name={t`Tried`} value={<StatusWord glyph="pass" word={t`All well`} />} aside={t`sandbox, git, disk`} />
    );
  }
  return faulty.map((row) => (
    <Fact
      key={row.id}
      name={row.name}
      value={<StatusWord glyph={row.mark.shape} word={row.mark.word} />}
      aside={[row.words, row.command ?? row.advice].filter(Boolean).join('. ')}
    />
  ));
}

const KEY_PLACES = {
  none: t`the sample needs none`,
  keychain: t`from the keychain`,
  environment: t`from the environment`,
} as const;

function ModelFacts() {
  const settings = useSettings();
  if (settings.status !== 'ready') return null;
  const { key, keychain, model } = settings.settings;
  return (
    <>
      <Fact
        name={t`Keychain`}
        value={
          keychain.available ? (
            <StatusWord glyph="pass" word={t`Available`} />
          ) : (
            <StatusWord glyph="finding" word={t`Not available`} />
          )
        }
        aside={keychain.available ? undefined : t`environment only`}
      />
      <Fact
        name={t`Key`}
        value={key === 'none' ? <StatusWord glyph="draft" word={t`None yet`} /> : <StatusWord glyph="pass" word={t`Set`} />}
        aside={KEY_PLACES[key]}
      />
      <Fact name={t`Model`} value={model === '' ? <StatusWord glyph="draft" word={t`None yet`} /> : model} />
    </>
  );
}

function Fact(props: { readonly name: string; readonly value: ReactNode; readonly aside?: string | undefined }) {
  return (
    <div className={classes.fact}>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
      {props.aside !== undefined && <dd className={classes.factAside}>{props.aside}</dd>}
    </div>
  );
}
