import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Settings } from '../../../shared/ipc/settingsMethods';
import { t } from '../../../shared/words/t';
import { removeKey, saveKey } from '../../stores/settings';
import { Confirm } from '../../ui/Confirm';
import { StatusWord } from '../../ui/StatusWord';
import classes from './SettingsPlace.module.css';

/** The key: where it stands, and the way to set or remove it. The window never sees a key it has handed over. */
export function KeyRow({ settings }: { readonly settings: Settings }) {
  const { key, keychain } = settings;
  const [refusal, setRefusal] = useState<string>();
  return (
    <div className={classes.key}>
      <div className={classes.keyState}>
        <span className={classes.label}>{t`Key`}</span>
        <KeyState place={key} />
        {key === 'keychain' && <RemoveKey onRefusal={setRefusal} />}
      </div>
      {keychain.available ? (
        <KeyForm known={key === 'keychain'} onRefusal={setRefusal} />
      ) : (
        <NoKeychain reason={keychain.reason} />
      )}
      {refusal !== undefined && (
        <p className={classes.refusal} role="alert">
          {refusal}
        </p>
      )}
    </div>
  );
}

function KeyState({ place }: { readonly place: Settings['key'] }) {
  switch (place) {
    case 'keychain':
      return (
        <span>
          <StatusWord glyph="pass" word={t`Set`} />
          {t`, encrypted by the system’s keychain; it leaves this machine only to the server`}
        </span>
      );
    case 'environment':
      return (
        <span>
          <StatusWord glyph="pass" word={t`Set`} />
          {t`, from the environment the app was started in`}
        </span>
      );
    case 'none':
      return (
        <span>
          <StatusWord glyph="draft" word={t`None yet`} />
          {t`, the sample and most local servers need none`}
        </span>
      );
  }
}

type Told = (refusal: string | undefined) => void;

function KeyForm({ known, onRefusal }: { readonly known: boolean; readonly onRefusal: Told }) {
  const [text, setText] = useState('');
  const save = async () => {
    const refusal = await saveKey(text.trim());
    onRefusal(refusal);
    if (refusal === undefined) setText('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') void save();
  };
  return (
    <form className={classes.keyForm} onSubmit={submit}>
      <PasswordInput
        aria-label={known ? t`New key` : t`Key`}
        placeholder={known ? t`New key` : t`Key`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autoComplete="off"
      />
      <Button size="sm" type="submit" disabled={text.trim() === ''}>
        {known ? t`Replace key` : t`Save key`}
      </Button>
    </form>
  );
}

function NoKeychain({ reason }: { readonly reason: string }) {
  return (
    <p className={classes.quiet}>
      <StatusWord glyph="finding" word={t`No keychain`} /> {reason}
    </p>
  );
}

function RemoveKey({ onRefusal }: { readonly onRefusal: Told }) {
  const [asked, ask] = useState(false);
  return (
    <>
      <Button onClick={() => ask(true)}>{t`Remove key…`}</Button>
      <Confirm
        opened={asked}
        title={t`Remove the key?`}
        action={t`Remove key`}
        keep={t`Keep key`}
        onConfirm={() => void removeKey().then(onRefusal)}
        onClose={() => ask(false)}
      >
        {t`Goals that use it stop at their next request, until a key is set again.`}
      </Confirm>
    </>
  );
}
