import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BringHow } from '../../shared/ipc/methods';
import { type BroughtBack, broughtWords } from '../../shared/views/brought';
import type { ThreadRow } from '../../shared/views/threadRow';
import { t } from '../../shared/words/t';
import { call } from '../bridge/bridge';
import { NamedRadios } from '../ui/NamedRadios';
import classes from './BringDialog.module.css';

type As = BringHow['as'];

/** Brings what a goal has changed back: as a branch, into the person's files, or as a patch. It stays open with what came of it. */
export function BringDialog({ row, onClose }: { readonly row: ThreadRow; readonly onClose: () => void }) {
  const [as, setAs] = useState<As>('branch');
  const [branch, setBranch] = useState(`goal/${row.thread}`);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [done, setDone] = useState<BroughtBack>();
  const bring = async () => {
    setBusy(true);
    setRefusal(undefined);
    const how: BringHow = as === 'branch' ? { as, branch: branch.trim() } : { as };
    const answer = await call('result/bring', { thread: row.thread, how });
    setBusy(false);
    if (!answer.ok) setRefusal(answer.error.message);
    else if (answer.value.brought) setDone(answer.value.brought);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={done ? t`Result brought back` : t`Bring the result back`}
      withCloseButton={false}
      size={480}
    >
      {done ? (
        <Done brought={done} />
      ) : (
        <Choice {...{ as, setAs, branch, setBranch, apart: row.apart, submit: () => void bring() }} />
      )}
      {refusal !== undefined && (
        <p className={classes.refusal} role="alert">
          {refusal}
        </p>
      )}
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button
          size="sm"
          onClick={onClose}
          variant={done ? 'filled' : 'default'}
          data-autofocus={done !== undefined || undefined}
        >
          {done ? t`Close` : t`Not now`}
        </Button>
        {!done && (
          <Button
            size="sm"
            variant="filled"
            disabled={busy || (as === 'branch' && branch.trim() === '')}
            onClick={() => void bring()}
          >
            {ACTIONS[as]}
          </Button>
        )}
      </Group>
    </Modal>
  );
}

const ACTIONS: Readonly<Record<As, string>> = { branch: t`Make branch`, apply: t`Apply to my files`, patch: t`Save patch…` };

const NAMES: Readonly<Record<As, string>> = {
  branch: t`As a commit on a new branch`,
  apply: t`Into my own files`,
  patch: t`As a patch file`,
};

const WORDS: Readonly<Record<As, string>> = {
  branch: t`Grows out of the commit that the goal began from. HEAD, index and files stay as they are.`,
  apply: t`Whole or not at all, beside what you changed meanwhile. The index stays as it is, and your files as they were are kept in git.`,
  patch: t`What git apply takes, binary files too.`,
};

function Choice(props: {
  readonly as: As;
  readonly setAs: (as: As) => void;
  readonly branch: string;
  readonly setBranch: (branch: string) => void;
  readonly apart: boolean;
  readonly submit: () => void;
}) {
  const { as, branch } = props;
  // A goal that works in place has its result in the files already.
  const ways: readonly As[] = props.apart ? ['branch', 'apply', 'patch'] : ['branch', 'patch'];
  return (
    <>
      <p className={classes.words}>{t`What the goal has changed since its start, as of its latest checkpoint.`}</p>
      <NamedRadios
        name={t`How it comes back`}
        value={as}
        onChange={(value) => props.setAs(ways.find((way) => way === value) ?? as)}
      >
        <Stack gap={8}>
          {ways.map((way) => (
            <Radio key={way} value={way} label={NAMES[way]} description={WORDS[way]} data-autofocus={way === as || undefined} />
          ))}
        </Stack>
      </NamedRadios>
      {as === 'branch' && (
        <TextInput
          className={classes.branch}
          label={t`Branch`}
          value={branch}
          onChange={(event) => props.setBranch(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && branch.trim() !== '' && props.submit()}
        />
      )}
    </>
  );
}

function Done({ brought }: { readonly brought: BroughtBack }) {
  const { result, notes } = brought;
  return (
    <div aria-live="polite">
      <p className={classes.words}>{broughtWords(result)}.</p>
      {notes.map((note) => (
        <p key={note} className={classes.words}>
          {note}
        </p>
      ))}
    </div>
  );
}
