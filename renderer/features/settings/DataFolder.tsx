import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Answer } from '../../../shared/ipc/methods';
import { bytesText, dataRows, type MeasuredPart, totalBytes, type Uncited, uncitedWords } from '../../../shared/views/dataFolder';
import { t } from '../../../shared/words/t';
import { call } from '../../bridge/bridge';
import { useAppInfo } from '../../stores/appInfo';
import { Confirm } from '../../ui/Confirm';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import { Mono } from '../../ui/Mono';
import { Section } from './Section';
import { SettingRow } from './SettingRow';
import classes from './SettingsPlace.module.css';

/** Where everything is kept, how large it is, and what of it nothing needs. */
export function DataFolder() {
  const { parts, fault, measure } = useSizes();
  const [refusal, setRefusal] = useState<string>();
  const dataDir = useAppInfo()?.dataDir ?? '';
  const show = async () => setRefusal(sentenceOf(await call('data/show', {})));
  return (
    <Section
      id="settings-data"
      aside={parts && t`${bytesText(totalBytes(parts))} in all`}
      action={
        <>
          <Button onClick={() => void measure()}>{t`Measure again`}</Button>
          <Button onClick={() => void show()}>{t`Open folder`}</Button>
        </>
      }
    >
      <SettingRow name={t`Folder`} note={refusal}>
        <Mono>{dataDir}</Mono>
      </SettingRow>
      {fault !== undefined && <Fault cause={t`The data folder could not be measured`} remedy={fault} />}
      {!parts && fault === undefined && <Loading rows={4} words={t`Measuring the data folder`} />}
      {parts && <Sizes parts={parts} />}
      <LetGo onDone={() => void measure()} />
      <SettingRow
        name={t`Move it`}
        note={
          <>
            {t`Quit Goalpost, move the folder and`} <Mono>{worktreesBeside(dataDir)}</Mono>{' '}
            {t`beside it together, then start with`} <Mono>{t`--data FOLDER`}</Mono> {t`or`} <Mono>{t`GOALPOST_DATA`}</Mono>
            {t`. Worktrees know their repositories by path:`} <Mono>{t`git worktree repair`}</Mono>{' '}
            {t`in each repository tells them.`}
          </>
        }
      >
        {t`Not from here`}
      </SettingRow>
    </Section>
  );
}

function Sizes({ parts }: { readonly parts: readonly MeasuredPart[] }) {
  return (
    <table className={`${classes.table} ${classes.sizes}`} aria-label={t`Sizes`}>
      <thead>
        <tr>
          <th scope="col">{t`Part`}</th>
          <th scope="col">{t`Size`}</th>
          <th scope="col">{t`Files`}</th>
          <th scope="col">{t`What it is`}</th>
        </tr>
      </thead>
      <tbody>
        {dataRows(parts).map((row) => (
          <tr key={row.part}>
            <th scope="row" className={classes.row}>
              {row.name}
            </th>
            <td>{row.size}</td>
            <td>{row.files}</td>
            <td>{row.what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Checkpoints that nothing cites: looked for when asked, since every thread is read for it. */
function LetGo({ onDone }: { readonly onDone: () => void }) {
  const [found, setFound] = useState<readonly Uncited[]>();
  const [looking, setLooking] = useState(false);
  const [asked, ask] = useState(false);
  const [said, say] = useState<string>();
  const look = async () => {
    setLooking(true);
    const answer = await call('data/uncited', {});
    setLooking(false);
    say(sentenceOf(answer));
    if (answer.ok) setFound(answer.value.uncited);
  };
  const letGo = async () => {
    const answer = await call('data/letGo', {});
    say(
      answer.ok
        ? answer.value.refused.join(' ') || t`Let go of. Git frees the objects when it next collects.`
        : answer.error.message,
    );
    setFound(undefined);
    onDone();
  };
  const nothing = found?.length === 0;
  const note = t`Checkpoints between turns that no evidence, gate or revert rests on. Each is a hidden ref; what cites one keeps it.`;
  return (
    <SettingRow name={t`What nothing cites`} note={said ?? note}>
      {found === undefined || nothing ? (
        <Button onClick={() => void look()} disabled={looking}>
          {looking ? t`Reading threads…` : nothing ? t`Nothing found. Look again` : t`Look for it`}
        </Button>
      ) : (
        <Button onClick={() => ask(true)}>{t`Let go of ${uncitedWords(found)}…`}</Button>
      )}
      <Confirm
        opened={asked}
        title={t`Let go of these checkpoints?`}
        action={t`Let go`}
        keep={t`Keep them`}
        onConfirm={() => void letGo()}
        onClose={() => ask(false)}
      >
        {found && `${uncitedWords(found)}: ${found.map(({ title, checkpoints }) => `${title} (${checkpoints})`).join(', ')}.`}{' '}
        {t`The diff no longer shows these turns one by one. Files and evidence stay.`}
      </Confirm>
    </SettingRow>
  );
}

function useSizes() {
  const [parts, setParts] = useState<readonly MeasuredPart[]>();
  const [fault, setFault] = useState<string>();
  const measure = async () => {
    const answer = await call('data/measure', {});
    setFault(sentenceOf(answer));
    if (answer.ok) setParts(answer.value.parts);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens.
  useEffect(() => {
    void measure();
  }, []);
  return { parts, fault, measure };
}

function sentenceOf(answer: Answer<'data/show' | 'data/measure' | 'data/uncited'>): string | undefined {
  return answer.ok ? undefined : answer.error.message;
}

/** The folder of the worktrees, which stands beside the data folder. */
const worktreesBeside = (dataDir: string) => `${dataDir.split(/[/\\]/).at(-1) ?? dataDir}-worktrees`;
