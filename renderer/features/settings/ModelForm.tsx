import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Settings } from '../../../shared/ipc/methods';
import classes from './SettingsPlace.module.css';
import { saveChanges } from './saved';

/** Which model, at which server. Saved by its button, so that half an address is never used. */
export function ModelForm({ settings }: { readonly settings: Settings }) {
  const [model, setModel] = useState(settings.model);
  const [baseUrl, setBaseUrl] = useState(settings.baseUrl);
  const [refusal, setRefusal] = useState<string>();
  const changed = model.trim() !== settings.model || baseUrl.trim() !== settings.baseUrl;
  const save = async () => setRefusal(await saveChanges(settings, { model: model.trim(), baseUrl: baseUrl.trim() }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed) void save();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label="Model"
        description="The name the server knows it by."
        value={model}
        onChange={(event) => setModel(event.currentTarget.value)}
        spellCheck={false}
      />
      <TextInput
        label="Server"
        description="Empty for OpenAI, or a server that speaks its Responses API."
        value={baseUrl}
        onChange={(event) => setBaseUrl(event.currentTarget.value)}
        spellCheck={false}
      />
      <Button size="sm" type="submit" disabled={!changed}>
        Save model
      </Button>
      {refusal !== undefined && (
        <p className={classes.refusal} role="alert">
          {refusal}
        </p>
      )}
    </form>
  );
}
