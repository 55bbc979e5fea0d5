import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';

/** Asks before an order that is not undone by another. `action` is a verb with its object. */
export function Confirm(props: {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  readonly action: string;
  readonly keep: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** What keeping means beyond closing. */
  readonly onKeep?: () => void;
}) {
  const confirm = () => {
    props.onClose();
    props.onConfirm();
  };
  const keep = () => {
    props.onClose();
    props.onKeep?.();
  };
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} withCloseButton={false} size={400}>
      <p>{props.children}</p>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button size="sm" onClick={keep}>
          {props.keep}
        </Button>
        <Button size="sm" variant="filled" data-autofocus onClick={confirm}>
          {props.action}
        </Button>
      </Group>
    </Modal>
  );
}
