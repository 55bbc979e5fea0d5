import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Answer } from '../../../shared/ipc/methods';
import { bytesText, dataRows, type MeasuredPart, totalBytes, type Uncited, uncitedWords } from '../../../shared/views/dataFolder';
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
      aside={parts && `${bytesText(totalBytes(parts))} in all`}
      action={
        <>
          <Button onClick={() => void measure()}>Measure again</Button>
          <Button onClick={() => void show()}>Open folder</Button>
        </>
      }
    >
      <SettingRow name="Folder" note={refusal}>
        <Mono>{dataDir}</Mono>
      </SettingRow>
      {fault !== undefined && <Fault cause="The data folder could not be measured" remedy={fault} />}
      {!parts && fault === undefined && <Loading rows={4} words="Measuring the data folder" />}
      {parts && <Sizes parts={parts} />}
      <LetGo onDone={() => void measure()} />
      <SettingRow
        name="Move it"
        note={
          <>
            Quit Goalpost, move the folder and <Mono>{`${lastPart(dataDir)}-worktrees`}</Mono> beside it together, then start with{' '}
            <Mono>--data FOLDER</Mono> or <Mono>GOALPOST_DATA</Mono>. Worktrees know their repositories by path:{' '}
            <Mono>git worktree repair</Mono> in each repository tells them.
          </>
        }
      >
        Not from here
      </SettingRow>
    </Section>
  );
}

function Sizes({ parts }: { readonly parts: readonly MeasuredPart[] }) {
  return (
    <table className={`${classes.table} ${classes.sizes}`} aria-label="Sizes">
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Size</th>
          <th scope="col">Files</th>
          <th scope="col">What it is</th>
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
        ? answer.value.refused.join(' ') || 'Let go of. Git frees the objects when it next collects.'
        : answer.error.message,
    );
    setFound(undefined);
    onDone();
  };
  const nothing = found?.length === 0;
  const note =
    'Checkpoints between turns that no evidence, gate or revert rests on. Each is a hidden ref; what cites one keeps it.';
  return (
    <SettingRow name="What nothing cites" note={said ?? note}>
      {found === undefined || nothing ? (
        <Button onClick={() => void look()} disabled={looking}>
          {looking ? 'Reading threads…' : nothing ? 'Nothing found. Look again' : 'Look for it'}
        </Button>
      ) : (
        <Button onClick={() => ask(true)}>{`Let go of ${uncitedWords(found)}…`}</Button>
      )}
      <Confirm
        opened={asked}
        title="Let go of these checkpoints?"
        action="Let go"
        keep="Keep them"
        onConfirm={() => void letGo()}
        onClose={() => ask(false)}
      >
        {found && `${uncitedWords(found)}: ${found.map(({ title, checkpoints }) => `${title} (${checkpoints})`).join(', ')}.`} The
        diff no longer shows these turns one by one. Files and evidence stay.
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

const lastPart = (path: string) => path.split(/[/\\]/).at(-1) ?? path;
