import { Button, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Settings } from '../../../shared/ipc/methods';
import classes from './SettingsPlace.module.css';
import { saveChanges } from './saved';

/** Which model, at which server. Saved by its button, so that half an address is never used. */
export function ModelForm({ settings }: { readonly settings: Settings }) {
  const [model, setModel] = useState(settings.model);
  const [baseUrl, setBaseUrl] = useState(settings.baseUrl);
  const [contextTokens, setContextTokens] = useState(settings.contextTokens);
  const [refusal, setRefusal] = useState<string>();
  const changed =
    model.trim() !== settings.model || baseUrl.trim() !== settings.baseUrl || contextTokens !== settings.contextTokens;
  const save = async () =>
    setRefusal(await saveChanges(settings, { model: model.trim(), baseUrl: baseUrl.trim(), contextTokens }));
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
      <NumberInput
        label="Context"
        description="Tokens that the model takes in one request; empty for 128,000. Conversations are compacted before they fill it."
        value={contextTokens ?? ''}
        onChange={(value) => setContextTokens(typeof value === 'number' ? value : undefined)}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator=","
        hideControls
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
