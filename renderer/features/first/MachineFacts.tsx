import type { ReactNode } from 'react';
import { healthRows, isWell } from '../../../shared/views/health';
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
    <aside aria-label="This machine">
      <SectionHead title="This machine" aside={info && `Goalpost ${info.version}`} />
      <dl className={classes.machine}>
        {info && <SandboxFact sandbox={info.sandbox} />}
        <HealthFacts />
        <ModelFacts />
      </dl>
      {info?.sandbox.mode === 'missing' && <p className={classes.remedy}>{info.sandbox.message}</p>}
      <h3 className={classes.noteHead}>A goal fits</h3>
      <p className={classes.note}>
        A clear finish line and no clear way there: a target metric, a flaky test, a migration, a paper to reproduce.
      </p>
      <h3 className={classes.noteHead}>It does not fit</h3>
      <p className={classes.note}>One-line edits, explanations, work that nobody can check.</p>
    </aside>
  );
}

function SandboxFact({ sandbox }: { readonly sandbox: { readonly mode: 'enforced' | 'missing' } }) {
  return (
    <Fact
      name="Sandbox"
      value={
        sandbox.mode === 'enforced' ? (
          <StatusWord glyph="pass" word="Enforced" />
        ) : (
          <StatusWord glyph="finding" word="Missing" tone="failed" />
        )
      }
    />
  );
}

/** What was really tried: in a line where all is well, else each thing that is not, with what repairs it. */
function HealthFacts() {
  const { facts, trying } = useHealth();
  const faulty = healthRows(facts, trying).filter(({ id, mark }) => mark.shape === 'failed' && id !== 'start');
  if (trying) return <Fact name="Tried" value={<StatusWord glyph="running" word="Trying" />} aside="sandbox, git, disk" />;
  // Where the sandbox does not start, the fact above says it.
  if (faulty.length === 0 && !isWell(facts)) return null;
  if (faulty.length === 0) {
    return facts.length === 0 ? null : (
      <Fact name="Tried" value={<StatusWord glyph="pass" word="All well" />} aside="sandbox, git, disk" />
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

function ModelFacts() {
  const settings = useSettings();
  if (settings.status !== 'ready') return null;
  const { key, keychain, model } = settings.settings;
  return (
    <>
      <Fact
        name="Keychain"
        value={
          keychain.available ? <StatusWord glyph="pass" word="Available" /> : <StatusWord glyph="finding" word="Not available" />
        }
        aside={keychain.available ? undefined : 'environment only'}
      />
      <Fact
        name="Key"
        value={key === 'none' ? <StatusWord glyph="draft" word="None yet" /> : <StatusWord glyph="pass" word="Set" />}
        aside={key === 'none' ? 'the sample needs none' : `from the ${key}`}
      />
      <Fact name="Model" value={model === '' ? <StatusWord glyph="draft" word="None yet" /> : model} />
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
