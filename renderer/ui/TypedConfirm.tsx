import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../shared/words/t';
import { Mono } from './Mono';

/** Asks for words to be typed before an order that nobody should give by habit. */
export function TypedConfirm(props: {
  readonly opened: boolean;
  readonly title: string;
  readonly phrase: string;
  readonly action: string;
  readonly keep: string;
  readonly children: ReactNode;
  readonly onConfirm: (words: string) => void;
  readonly onClose: () => void;
}) {
  const [words, type] = useState('');
  const close = () => {
    type('');
    props.onClose();
  };
  const typed = words.trim().replace(/\s+/g, ' ') === props.phrase;
  const confirm = () => {
    close();
    props.onConfirm(words);
  };
  return (
    <Modal opened={props.opened} onClose={close} title={props.title} withCloseButton={false} size={440}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed) confirm();
        }}
      >
        <p>{props.children}</p>
        <TextInput
          mt="md"
          label={
            <>
              {t`Type`} <Mono>{props.phrase}</Mono>
            </>
          }
          value={words}
          onChange={(event) => type(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        <Group justify="flex-end" gap="sm" mt="lg">
          <Button size="sm" onClick={close}>
            {props.keep}
          </Button>
          <Button size="sm" variant={typed ? 'filled' : 'default'} type="submit" disabled={!typed}>
            {props.action}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
