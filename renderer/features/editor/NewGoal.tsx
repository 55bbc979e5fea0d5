import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ModelRef } from '../../../shared/provider/model';
import { activationRows } from '../../../shared/views/activation';
import { defaultDocument, NO_GOAL_DEFAULTS } from '../../../shared/views/goalDefaults';
import { t } from '../../../shared/words/t';
import { call } from '../../bridge/bridge';
import { useAppInfo } from '../../stores/appInfo';
import type { KeptDraft } from '../../stores/formDrafts';
import { go } from '../../stores/navigation';
import { recall, remember } from '../../stores/remembered';
import { useSettings } from '../../stores/settings';
import { Mono } from '../../ui/Mono';
import { SectionHead } from '../../ui/SectionHead';
import { AskForDraft } from './AskForDraft';
import { FileFindings } from './FileFindings';
import { FileSection } from './FileSection';
import { Foot } from './Foot';
import { FormView } from './FormView';
import formClasses from './FormView.module.css';
import { LintVerdict } from './LintVerdict';
import { OfferedText } from './OfferedText';
import proposedClasses from './Proposed.module.css';
import classes from './Rail.module.css';
import { Review } from './Review';
import { unparsedWords } from './unparsed';
import { useAccept } from './useAccept';
import { useContractFile } from './useContractFile';
import { type FormState, useGoalForm } from './useGoalForm';
import { useLint } from './useLint';
import { useContractLooks } from './usePathLooks';

const FOLDER_KEY = 'workspace';

/** A goal that has no thread yet: a folder, a model and the form. Its thread begins with the draft. */
export function NewGoal({ draft }: { readonly draft: KeptDraft | null }) {
  const form = useGoalForm('new', null, 0, draft, useBeginning());
  const file = useContractFile();
  const lint = useLint(form.form, form.change, form.changed);
  const place = useWorkspace();
  const model = useModel();
  const info = useAppInfo();
  const looks = useContractLooks(place.path, form.contract);
  const creation = useCreation();
  const create = () => {
    if (!form.contract || place.path === null) return;
    void creation.create(
      {
        workspace: place.path,
        contract: form.contract,
        ...(model.ref ? { model: model.ref } : {}),
        ...(file.read ? { source: file.read.path } : {}),
      },
      form.settled,
    );
  };
  const primary = { label: t`Create draft`, not: missing(form, place.path), act: create };
  const planFirst = {
    label: t`Plan first`,
    not: place.path === null ? t`Choose the folder that the agent works in.` : undefined,
    act: () => {
      if (place.path !== null) void creation.plan({ workspace: place.path, ...(model.ref ? { model: model.ref } : {}) });
    },
  };
  const describe = async (words: string) =>
    place.path !== null && creation.draft({ workspace: place.path, text: words, ...(model.ref ? { model: model.ref } : {}) });
  useAccept(primary, creation.busy);
  return (
    <div className={formClasses.place}>
      <OfferedText form={form} />
      <div className={formClasses.main}>
        <FormView
          name={t`New goal`}
          state={form.changed ? form : { ...form, problems: [] }}
          lint={lint}
          evidence={[]}
          disabled={false}
          versions={null}
          place={{ form: 'new', workspace: place.path, model: model.name }}
          head={
            <>
              <section className={proposedClasses.describe} aria-label={t`Describe it`}>
                <AskForDraft
                  kept="describe.new"
                  folded={false}
                  not={place.path === null ? t`Choose the folder that the agent reads.` : undefined}
                  busy={creation.busy}
                  refusal={undefined}
                  onAsk={describe}
                />
              </section>
              {file.read && <FileFindings read={file.read} problems={form.problems} onDismiss={file.dismiss} />}
            </>
          }
        />
      </div>
      <aside className={classes.rail} aria-label={t`New goal`}>
        <div className={classes.scroll}>
          <Workspace path={place.path} onChoose={place.choose} refusal={place.refusal} />
          <section className={classes.section} aria-label={t`Model`}>
            <SectionHead title={t`Model`} />
            <TextInput
              aria-label={t`Model`}
              value={model.name}
              onChange={(event) => model.change(event.currentTarget.value)}
              spellCheck={false}
            />
          </section>
          <LintVerdict lint={lint.lint} />
          <FileSection file={file} source={null} contract={form.contract} workspace={place.path} />
          <Review rows={form.contract ? activationRows(form.contract, model.name, info?.sandbox, { looks }) : []} />
        </div>
        <Foot
          primary={primary}
          others={[planFirst, ...(form.changed ? [{ label: t`Discard draft`, act: form.discard }] : [])]}
          note={t`Makes the thread. Nothing is run or spent before you activate.`}
          busy={creation.busy}
          refusal={creation.refused?.message}
          mend={creation.refused?.code}
        />
      </aside>
    </div>
  );
}

/** What the settings let a new goal begin with. */
function useBeginning(): unknown {
  const settings = useSettings();
  const goals = settings.status === 'ready' ? settings.settings.goals : NO_GOAL_DEFAULTS;
  return useMemo(() => defaultDocument(goals), [goals]);
}

function missing(form: FormState, workspace: string | null): string | undefined {
  if (workspace === null) return t`Choose the folder that the agent works in.`;
  if (form.contract) return undefined;
  if (!form.changed) return t`Write what must be true at the end.`;
  return unparsedWords(form.problems.length);
}

function Workspace(props: { readonly path: string | null; readonly onChoose: () => void; readonly refusal: string | undefined }) {
  return (
    <section className={classes.section} aria-label={t`Workspace`}>
      <SectionHead title={t`Workspace`} action={<Button onClick={props.onChoose}>{t`Choose folder…`}</Button>} />
      {props.path === null ? (
        <p className={classes.note}>{t`A folder under git with at least one commit.`}</p>
      ) : (
        <span className={classes.path}>
          <Mono>{props.path}</Mono>
        </span>
      )}
      {props.refusal !== undefined && (
        <p className={classes.refusal} role="alert">
          {props.refusal}
        </p>
      )}
    </section>
  );
}

/** The folder, the last one at first. */
function useWorkspace() {
  const [path, setPath] = useState(() => {
    const last = recall(FOLDER_KEY);
    return typeof last === 'string' && last !== '' ? last : null;
  });
  const [refusal, setRefusal] = useState<string>();
  const choose = async () => {
    const answer = await call('dialog/folder', {});
    setRefusal(answer.ok ? undefined : answer.error.message);
    if (!answer.ok || answer.value.path === null) return;
    setPath(answer.value.path);
    remember(FOLDER_KEY, answer.value.path);
  };
  return { path, refusal, choose: () => void choose() };
}

/** The settings' model, until another is written here for this goal. */
function useModel() {
  const settings = useSettings();
  const [own, setOwn] = useState<string>();
  const known = settings.status === 'ready' ? settings.settings : undefined;
  const name = own ?? known?.model ?? '';
  const ref: ModelRef | undefined =
    known !== undefined && own !== undefined && own.trim() !== '' && own.trim() !== known.model
      ? { api: known.api, model: own.trim(), ...(known.baseUrl ? { baseUrl: known.baseUrl } : {}) }
      : undefined;
  return { name, ref, change: setOwn };
}

function useCreation() {
  const [busy, setBusy] = useState(false);
  const [refused, refuse] = useState<{ readonly code: string; readonly message: string }>();
  const create = async (params: Parameters<typeof call<'thread/create'>>[1], done: () => void) => {
    setBusy(true);
    const answer = await call('thread/create', params);
    setBusy(false);
    if (!answer.ok) return refuse(answer.error);
    done();
    go({ name: 'thread', thread: answer.value.thread, tab: 'goal' });
  };
  /** A plan begins in the conversation; the goal may come of it. */
  const plan = async (params: Parameters<typeof call<'thread/plan'>>[1]) => {
    setBusy(true);
    const answer = await call('thread/plan', params);
    setBusy(false);
    if (!answer.ok) return refuse(answer.error);
    go({ name: 'thread', thread: answer.value.thread, tab: 'live' });
  };
  /** The agent's draft fills the form of a thread of its own; answers whether it was begun. */
  const draft = async (params: Parameters<typeof call<'thread/draft'>>[1]) => {
    setBusy(true);
    const answer = await call('thread/draft', params);
    setBusy(false);
    refuse(answer.ok ? undefined : answer.error);
    if (answer.ok) go({ name: 'thread', thread: answer.value.thread, tab: 'goal' });
    return answer.ok;
  };
  return { busy, refused, create, plan, draft };
}
