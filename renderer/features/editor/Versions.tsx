import { useEffect, useState } from 'react';
import type { Results } from '../../../shared/ipc/methods';
import { formOf } from '../../../shared/views/goalForm';
import { type ContractVersion, changeWords, type PartChange, partChanges } from '../../../shared/views/versions';
import { t } from '../../../shared/words/t';
import { call } from '../../bridge/bridge';
import { dayAndMinute } from '../../ui/clockTime';
import { Empty } from '../../ui/Empty';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import { moveRows } from '../../ui/listKeys';
import { SectionHead } from '../../ui/SectionHead';
import { TextAction } from '../../ui/TextAction';
import type { FormState } from './useGoalForm';
import classes from './Versions.module.css';

type Read = { readonly versions: Results['contract/versions'] } | { readonly error: string };

/** Every contract that the thread has had: who made it, when and why, and what it changed. Any of them can be brought back into the form. */
export function Versions(props: {
  readonly thread: string;
  /** Of the contract that stands; a new one is asked for. */
  readonly revision: number;
  readonly state: FormState;
  readonly onRestored: () => void;
}) {
  const read = useVersions(props.thread, props.revision);
  const [picked, pick] = useState<number>();
  if (!read) return <Loading rows={6} words={t`Reading the versions`} />;
  if ('error' in read) return <Fault cause={read.error} />;
  const { versions, more } = read.versions;
  const chosen = versions.find(({ seq }) => seq === picked) ?? versions[0];
  if (!chosen) return <Empty>{t`Each draft and revision stands here once it is saved.`}</Empty>;
  const restore = (version: ContractVersion) => {
    props.state.fill({ form: formOf(version.contract), findings: [] });
    props.onRestored();
  };
  return (
    <section aria-label={t`Versions`} className={classes.versions}>
      <div className={classes.list}>
        <div role="listbox" aria-label={t`Versions`} onKeyDown={moveRows}>
          {versions.map((version, index) => (
            <Row
              key={version.seq}
              version={version}
              changes={partChanges(versions[index + 1]?.contract ?? null, version.contract)}
              first={index === versions.length - 1 && !more}
              chosen={version === chosen}
              onPick={() => pick(version.seq)}
            />
          ))}
        </div>
        {more && <p className={classes.more}>{t`Older versions are in the log.`}</p>}
      </div>
      <Details
        version={chosen}
        before={versions[versions.indexOf(chosen) + 1] ?? null}
        stands={chosen === versions[0]}
        changed={props.state.changed}
        onRestore={() => restore(chosen)}
      />
    </section>
  );
}

function useVersions(thread: string, revision: number): Read | undefined {
  const [read, setRead] = useState<Read>();
  useEffect(() => {
    let gone = false;
    // Asked again where the contract has another revision.
    void revision;
    void call('contract/versions', { thread }).then((answer) => {
      if (!gone) setRead(answer.ok ? { versions: answer.value } : { error: answer.error.message });
    });
    return () => {
      gone = true;
    };
  }, [thread, revision]);
  return read;
}

const WHO: Readonly<Record<ContractVersion['by'], string>> = { user: t`by you`, agent: t`by the agent`, app: t`by the app` };

/** `Draft 3`, `Revision 4`, `Revision 4, budget`. */
function nameOf({ how, revision }: ContractVersion): string {
  if (how === 'drafted') return t`Draft ${revision}`;
  return how === 'edited' ? t`Revision ${revision}` : t`Revision ${revision}, budget`;
}

function Row(props: {
  readonly version: ContractVersion;
  readonly changes: readonly PartChange[];
  readonly first: boolean;
  readonly chosen: boolean;
  readonly onPick: () => void;
}) {
  const { version, chosen } = props;
  return (
    <button
      type="button"
      role="option"
      data-row
      className={classes.row}
      aria-selected={chosen}
      tabIndex={chosen ? 0 : -1}
      onClick={props.onPick}
      onFocus={props.onPick}
    >
      <span className={classes.time}>{dayAndMinute(version.at)}</span>
      <span>
        <span className={classes.name}>{nameOf(version)}</span> <span className={classes.who}>{WHO[version.by]}</span>
      </span>
      {version.why !== null && <span className={classes.why}>{`“${version.why}”`}</span>}
      <span className={classes.what}>{props.first ? t`The first` : changeWords(props.changes)}</span>
    </button>
  );
}

function Details(props: {
  readonly version: ContractVersion;
  readonly before: ContractVersion | null;
  readonly stands: boolean;
  readonly changed: boolean;
  readonly onRestore: () => void;
}) {
  const { version, before } = props;
  const changes = partChanges(before?.contract ?? null, version.contract);
  return (
    <div className={classes.details}>
      <SectionHead
        title={nameOf(version)}
        aside={before ? t`what it changed in ${nameOf(before).toLowerCase()}` : t`all that it says`}
        action={
          props.stands && !props.changed ? (
            <span className={classes.who}>{t`stands now`}</span>
          ) : (
            <TextAction onClick={props.onRestore}>{t`Restore into the form`}</TextAction>
          )
        }
      />
      {version.why !== null && (
        <div className={classes.change}>
          <h3 className={classes.part}>{t`Why`}</h3>
          <p className={classes.text}>{`“${version.why}”`}</p>
        </div>
      )}
      {changes.length === 0 && <p className={classes.who}>{t`Nothing but who saved it, and when.`}</p>}
      {changes.map((change) => (
        <Change key={change.part} change={change} />
      ))}
    </div>
  );
}

function Change({ change: { part, runs } }: { readonly change: PartChange }) {
  return (
    <div className={classes.change}>
      <h3 className={classes.part}>{part}</h3>
      <p className={classes.text}>
        {runs.map((run, index) =>
          run.kind === 'same' ? (
            <span key={runKey(index)}>{run.text}</span>
          ) : run.kind === 'added' ? (
            <ins key={runKey(index)} className={classes.added}>
              {run.text}
            </ins>
          ) : (
            <del key={runKey(index)} className={classes.removed}>
              {run.text}
            </del>
          ),
        )}
      </p>
    </div>
  );
}

/** The runs of a difference never change: their place is all that they are known by. */
function runKey(index: number): string {
  return `run ${index}`;
}
