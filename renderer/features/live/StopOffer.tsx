import { Button, Group, Modal } from '@mantine/core';
import type { ThreadState } from '../../../shared/thread/state';
import type { ComposerState } from './useComposer';

/** A message that says "stop" is an order to the app: it offers to stop, and never leaves it to the model. */
export function StopOffer({ composer, state }: { readonly composer: ComposerState; readonly state: ThreadState }) {
  const { stopping } = composer;
  const pursued = state.goal?.status === 'active' || state.goal?.status === 'verifying';
  return (
    <Modal opened={stopping !== undefined} onClose={composer.dismiss} title="Stop the agent?" withCloseButton={false} size={440}>
      <p>
        {pursued
          ? 'Pausing cuts the running turn, and no model is asked until you resume.'
          : 'What runs now is cut. A new message begins again.'}{' '}
        As a message, it is for the agent to decide what to make of it.
      </p>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button size="sm" onClick={composer.dismiss}>
          Keep writing
        </Button>
        <Button size="sm" onClick={composer.sendAnyway}>
          Send as a message
        </Button>
        <Button size="sm" variant="filled" data-autofocus onClick={composer.stop}>
          {pursued ? 'Pause goal' : 'Stop turn'}
        </Button>
      </Group>
    </Modal>
  );
}
