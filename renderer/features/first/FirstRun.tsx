import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SampleName } from '../../../shared/goal/sampleName';
import { call } from '../../bridge/bridge';
import { go } from '../../stores/navigation';
import { useSettings } from '../../stores/settings';
import { Keys } from '../../ui/Keys';
import { TextAction } from '../../ui/TextAction';
import classes from './FirstRun.module.css';
import { MachineFacts } from './MachineFacts';
import { SampleTable } from './SampleTable';
import { Step } from './Step';

/** Where the window begins without a thread: three steps, the first of which is the sample. */
export function FirstRun() {
  const settings = useSettings();
  const keyless = settings.status === 'ready' && settings.settings.key === 'none';
  return (
    <div className={classes.first}>
      <div>
        <h2 className={classes.title}>Give the agent a finish line it cannot move</h2>
        <p className={classes.lead}>
          Write down what must be true and which check proves it. The app runs the checks itself; the agent works until they pass,
          or reports why they cannot.
        </p>
        <Sample />
        <Step n={2} title="Open a repository" action={<NewGoalButton />}>
          Any folder under git. Nothing is written before you activate a goal.
        </Step>
        <Step n={3} title="Connect a model" action={<ModelButton keyless={keyless} />}>
          OpenAI, or any server that speaks its Responses or Chat Completions API.
        </Step>
      </div>
      <MachineFacts />
    </div>
  );
}

function Sample() {
  const { busy, refusal, open, openResearch } = useSample();
  return (
    <Step
      n={1}
      title="Watch the sample goal"
      action={
        <Button size="sm" variant="filled" aria-busy={busy} onClick={open} autoFocus>
          Open sample <Keys of="↵" />
        </Button>
      }
      below={<SampleTable />}
    >
      A small checkout service with a real benchmark, in a fresh repository. Scripted agent: no model, no network, no key. You
      activate it. Or a <TextAction onClick={openResearch}>research sample</TextAction>: a published table is recomputed, and what
      cannot be reproduced is said to be so.
      {refusal !== undefined && (
        <span className={classes.refusal} role="alert">
          {refusal}
        </span>
      )}
    </Step>
  );
}

/** Makes the sample's repository and draft, and goes to its goal form. */
function useSample() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const open = async (sample: SampleName) => {
    if (busy) return;
    setBusy(true);
    setRefusal(undefined);
    const answer = await call('sample/create', { sample });
    setBusy(false);
    if (answer.ok) go({ name: 'thread', thread: answer.value.thread, tab: 'goal' });
    else setRefusal(answer.error.message);
  };
  return { busy, refusal, open: () => void open('checkout'), openResearch: () => void open('seedlings') };
}

function NewGoalButton() {
  return (
    <Button size="sm" onClick={() => go({ name: 'new' })}>
      New goal <Keys of="mod N" />
    </Button>
  );
}

function ModelButton({ keyless }: { readonly keyless: boolean }) {
  return (
    <Button size="sm" onClick={() => go({ name: 'settings' })}>
      {keyless ? 'Add key…' : 'Open settings'} <Keys of="mod ," />
    </Button>
  );
}
