import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../shared/words/t';
import { call } from '../bridge/bridge';
import classes from './BringDialog.module.css';

/** Removes a thread's worktree, or keeps it and says why. What was not brought back is let go only by a second, named action. */
export function RemoveWorktree({ thread, onClose }: { readonly thread: string; readonly onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ readonly code: string; readonly message: string }>();
  const remove = async (discard: boolean) => {
    setBusy(true);
    const answer = await call('place/remove', { thread, discard });
    setBusy(false);
    if (answer.ok) onClose();
    else setRefused(answer.error);
  };
  const discards = refused?.code === 'not_brought';
  return (
    <Modal opened onClose={onClose} title={t`Remove this worktree?`} withCloseButton={false} size={440}>
      <p className={classes.words}>
        {t`The folder that the goal worked in goes, with every file in it. Your own folder, your branches and the thread’s record stay.`}
      </p>
      {refused && (
        <p className={classes.refusal} role="alert">
          {refused.message}
        </p>
      )}
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button size="sm" data-autofocus onClick={onClose}>
          {t`Keep worktree`}
        </Button>
        {(!refused || discards) && (
          <Button size="sm" variant="filled" disabled={busy} onClick={() => void remove(discards)}>
            {discards ? t`Remove with what is in it` : t`Remove worktree`}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
