import { Button, CopyButton, Group, Modal } from '@mantine/core';
import type { ExportedBundle, ExportProgress } from '../../shared/report/exported';
import { thousands } from '../../shared/views/format';
import { counted, t } from '../../shared/words/t';
import { type BundleState, bundles, useBundle } from '../stores/bundles';
import { Fault } from '../ui/Fault';
import { Mono } from '../ui/Mono';
import { StatusWord } from '../ui/StatusWord';
import { TextAction } from '../ui/TextAction';
import classes from './ExportDialog.module.css';

/** How far an export is, and what came of it: where it stands, and the digest to keep. */
export function ExportDialog({ thread }: { readonly thread: string }) {
  const state = useBundle(thread);
  // While the system's own dialog asks for the place, nothing of ours stands before it.
  const shown = state !== undefined && state.status !== 'asking';
  const leave = () => (state?.status === 'working' ? void bundles.cancel(thread) : bundles.close(thread));
  return (
    <Modal
      opened={shown}
      onClose={leave}
      title={TITLES[state?.status ?? 'asking']}
      withCloseButton={false}
      closeOnClickOutside={false}
      size={560}
    >
      {shown && <Body thread={thread} state={state} />}
    </Modal>
  );
}

const TITLES = {
  asking: t`Export evidence`,
  working: t`Export evidence`,
  done: t`Evidence exported`,
  failed: t`Nothing was exported`,
} as const;

function Body({
  thread,
  state,
}: {
  readonly thread: string;
  readonly state: Exclude<BundleState, { readonly status: 'asking' }>;
}) {
  switch (state.status) {
    case 'working':
      return <Working thread={thread} progress={state.progress} />;
    case 'done':
      return <Done thread={thread} bundle={state.bundle} />;
    case 'failed':
      return <Failed thread={thread} message={state.message} />;
  }
}

function Working({ thread, progress }: { readonly thread: string; readonly progress: ExportProgress }) {
  const { words, done, of } = progress;
  return (
    <>
      <p className={classes.progress} aria-live="polite">
        <StatusWord glyph="running" word={words} />
        <span>{of > done ? t`${thousands(done, 0)} of ${thousands(of, 0)}` : thousands(done, 0)}</span>
      </p>
      <Group justify="flex-end" mt="lg">
        <Button size="sm" data-autofocus onClick={() => void bundles.cancel(thread)}>
          {t`Cancel export`}
        </Button>
      </Group>
    </>
  );
}

function Done({ thread, bundle }: { readonly thread: string; readonly bundle: ExportedBundle }) {
  return (
    <>
      <p className={classes.path}>
        <Mono>{bundle.path}</Mono>
      </p>
      <p className={classes.facts}>{factsOf(bundle)}</p>
      <p className={classes.facts}>{t`Looked for ${bundle.lookedFor}.`}</p>
      {bundle.absent.length > 0 && (
        <ul className={classes.absent}>
          {bundle.absent.slice(0, SHOWN_ABSENT).map((words) => (
            <li key={words}>{t`Missing: ${words}`}</li>
          ))}
          {bundle.absent.length > SHOWN_ABSENT && <li>{t`${bundle.absent.length - SHOWN_ABSENT} more, in the report`}</li>}
        </ul>
      )}
      <div className={classes.digest}>
        <span>{t`Final digest`}</span>
        <CopyButton value={bundle.digest}>
          {({ copied, copy }) => <TextAction onClick={copy}>{copied ? t`Copied` : t`Copy digest`}</TextAction>}
        </CopyButton>
        <Mono>{bundle.digest}</Mono>
      </div>
      <p className={classes.note}>
        {t`It stands for every byte. Keep it somewhere else: who changes the bundle can make its chain anew, which ends with another digest. “goalpost verify” compares it.`}
      </p>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button size="sm" onClick={() => void bundles.show(thread)}>
          {t`Show in folder`}
        </Button>
        <Button size="sm" variant="filled" data-autofocus onClick={() => bundles.close(thread)}>
          {t`Close`}
        </Button>
      </Group>
    </>
  );
}

/** More would hide the digest; the report has them all. */
const SHOWN_ABSENT = 5;

function factsOf({ files, bytes, redactions }: ExportedBundle): string {
  const taken = redactions === 0 ? t`nothing redacted` : t`${thousands(redactions, 0)} redacted, as the report says`;
  return t`${counted(files, 'file', 'files')}, ${thousands(bytes, 0)} bytes, ${taken}`;
}

function Failed({ thread, message }: { readonly thread: string; readonly message: string }) {
  const again = () => {
    bundles.close(thread);
    void bundles.export(thread);
  };
  return (
    <>
      <Fault cause={message} />
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button size="sm" onClick={() => bundles.close(thread)}>
          {t`Close`}
        </Button>
        <Button size="sm" variant="filled" data-autofocus onClick={again}>
          {t`Choose another place…`}
        </Button>
      </Group>
    </>
  );
}
