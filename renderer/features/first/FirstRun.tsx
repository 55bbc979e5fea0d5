import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SampleName } from '../../../shared/goal/sampleName';
import { t } from '../../../shared/words/t';
import { call } from '../../bridge/bridge';
import { useAppInfo } from '../../stores/appInfo';
import { go } from '../../stores/navigation';
import { useSettings } from '../../stores/settings';
import { firstRefusal } from '../../stores/thread';
import { ActionKeys } from '../../ui/ActionKeys';
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
        <h2 className={classes.title}>{t`Give the agent a finish line it cannot move`}</h2>
        <p className={classes.lead}>
          {t`Write down what must be true and which check proves it. The app runs the checks itself; the agent works until they pass, or reports why they cannot.`}
        </p>
        <Sample />
        <Step n={2} title={t`Write your first goal`} action={<NewGoalButton />}>
          {t`In any folder under git. Say it in plain words and let the agent draft it, or begin with a template. Nothing is written before you activate it.`}
        </Step>
        <Step n={3} title={t`Connect a model`} action={<ModelButton keyless={keyless} />}>
          {t`OpenAI, or any server that speaks its Responses or Chat Completions API.`}
        </Step>
      </div>
      <MachineFacts />
    </div>
  );
}

function Sample() {
  const { busy, refusal, run, open } = useSample();
  const sandbox = useAppInfo()?.sandbox;
  const missing = sandbox?.mode === 'missing';
  return (
    <Step
      n={1}
      title={t`Watch the sample goal`}
      action={
        <Button size="sm" variant="filled" aria-busy={busy} disabled={missing} onClick={run} autoFocus>
          {t`Run sample`} <Keys of="↵" />
        </Button>
      }
      below={<SampleTable />}
    >
      {t`A small checkout service with a real benchmark; about 30 seconds of work by a scripted agent. It writes src/, bench/fixtures/ and test/ of its own fresh repository and nothing else: no model, no network, no key, nothing is spent.`}{' '}
      <TextAction onClick={() => void open('checkout')}>{t`Open sample`}</TextAction> {t`to read its contract first, or a`}{' '}
      <TextAction onClick={() => void open('seedlings')}>{t`research sample`}</TextAction>
      {t`: a published table is recomputed.`}
      {missing && (
        <>
          <span className={classes.refusal}>
            {t`It does not run here without a sandbox:`} {sandbox.message}
          </span>
          <span className={classes.refusal}>{t`Or open it, and give up the sandbox for it in typed words.`}</span>
        </>
      )}
      {refusal !== undefined && (
        <span className={classes.refusal} role="alert">
          {refusal}
        </span>
      )}
    </Step>
  );
}

/** Makes the sample's repository and draft. Opened, it stands in its goal form; run, it is activated as it is and watched. */
function useSample() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const create = async (sample: SampleName): Promise<string | undefined> => {
    if (busy) return undefined;
    setBusy(true);
    setRefusal(undefined);
    const answer = await call('sample/create', { sample });
    setBusy(false);
    if (!answer.ok) setRefusal(answer.error.message);
    return answer.ok ? answer.value.thread : undefined;
  };
  const open = async (sample: SampleName) => {
    const thread = await create(sample);
    if (thread !== undefined) go({ name: 'thread', thread, tab: 'goal' });
  };
  const run = async () => {
    const thread = await create('checkout');
    if (thread === undefined) return;
    const refused = await firstRefusal(thread, [{ type: 'goal.activate', acceptBaseline: false }]);
    // What was refused is set right in the form.
    if (refused === undefined) go({ name: 'thread', thread, tab: 'live' });
    else setRefusal(refused);
  };
  return { busy, refusal, open, run: () => void run() };
}

function NewGoalButton() {
  return (
    <Button size="sm" onClick={() => go({ name: 'new' })}>
      {t`New goal`} <ActionKeys of="go.new" />
    </Button>
  );
}

function ModelButton({ keyless }: { readonly keyless: boolean }) {
  return (
    <Button size="sm" onClick={() => go({ name: 'settings', section: 'settings-model' })}>
      {keyless ? t`Add key…` : t`Open settings`} <ActionKeys of="go.settings" />
    </Button>
  );
}
