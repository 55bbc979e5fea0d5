import { Button, Group, Modal } from '@mantine/core';
import { isPursued } from '../../../shared/thread/goalState';
import type { ThreadState } from '../../../shared/thread/state';
import { stopOrder } from '../../../shared/views/composer';
import { t } from '../../../shared/words/t';
import type { ComposerState } from './useComposer';

/** A message that says "stop" is an order to the app: it offers to stop, and never leaves it to the model. */
export function StopOffer({ composer, state }: { readonly composer: ComposerState; readonly state: ThreadState }) {
  const { words, action } = offerOf(state);
  return (
    <Modal opened={composer.stopping} onClose={composer.dismiss} title={t`Stop the agent?`} withCloseButton={false} size={440}>
      <p>
        {words} {t`As a message, it is for the agent to decide what to make of it.`}
      </p>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button size="sm" onClick={composer.dismiss}>
          {t`Keep writing`}
        </Button>
        <Button size="sm" onClick={composer.sendAnyway}>
          {t`Send as a message`}
        </Button>
        <Button size="sm" variant="filled" data-autofocus onClick={composer.stop}>
          {action}
        </Button>
      </Group>
    </Modal>
  );
}

function offerOf(state: ThreadState): { readonly words: string; readonly action: string } {
  if (stopOrder(state)?.type === 'goal.pause') {
    return {
      words: t`The goal waits and goes on by itself. Pausing keeps it from that until you resume.`,
      action: t`Pause goal`,
    };
  }
  if (!isPursued(state.goal?.status))
    return { words: t`What runs now is cut. A new message begins again.`, action: t`Stop turn` };
  const words =
    state.turn || state.verification
      ? t`Pausing cuts the running turn, and no model is asked until you resume.`
      : t`While it is paused, no model is asked until you resume.`;
  return { words, action: t`Pause goal` };
}
