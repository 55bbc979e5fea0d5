import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Settings } from '../../../shared/ipc/settingsMethods';
import { ServerApi } from '../../../shared/provider/model';
import { t } from '../../../shared/words/t';
import { saveChanges } from '../../stores/settings';
import { ConnectionLine } from './ConnectionLine';
import classes from './SettingsPlace.module.css';
import { useTyped } from './useSaving';

const APIS: readonly { readonly value: ServerApi; readonly label: string }[] = [
  { value: 'responses', label: t`Responses` },
  { value: 'chat', label: t`Chat Completions` },
];

const SERVERS: Readonly<Record<ServerApi, string>> = {
  responses: t`Empty for OpenAI, or a server that speaks its Responses API.`,
  chat: t`Ollama’s is http://127.0.0.1:11434/v1. Empty for OpenAI.`,
};

/** What is said of a field stands below it, so that fields beside each other stand on one line. */
const WRAPPER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

type Form = Pick<Settings, 'model' | 'baseUrl' | 'api' | 'contextTokens'>;

/** Which model, at which server, and how it is asked. Saved by its button, so that half an address is never used. */
export function ModelForm({ settings }: { readonly settings: Settings }) {
  const form = useTyped<Form>(settings);
  const { model, baseUrl, api, contextTokens } = form.value;
  const change = (part: Partial<Form>) => form.set({ model, baseUrl, api, contextTokens, ...part });
  const [refusal, setRefusal] = useState<string>();
  const written = { model: model.trim(), baseUrl: baseUrl.trim(), api, contextTokens };
  const changed =
    written.model !== settings.model ||
    written.baseUrl !== settings.baseUrl ||
    api !== settings.api ||
    contextTokens !== settings.contextTokens;
  const save = async () => {
    const refused = await saveChanges(written);
    setRefusal(refused);
    if (refused === undefined) form.clear();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed) void save();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        inputWrapperOrder={WRAPPER}
        label={t`Model`}
        description={t`The name the server knows it by.`}
        value={model}
        onChange={(event) => change({ model: event.currentTarget.value })}
        spellCheck={false}
      />
      <TextInput
        inputWrapperOrder={WRAPPER}
        label={t`Server`}
        description={SERVERS[api]}
        value={baseUrl}
        onChange={(event) => change({ baseUrl: event.currentTarget.value })}
        spellCheck={false}
      />
      <NativeSelect
        inputWrapperOrder={WRAPPER}
        label={t`API`}
        description={t`How it is asked.`}
        data={APIS}
        value={api}
        onChange={(event) => change({ api: ServerApi.parse(event.currentTarget.value) })}
      />
      <NumberInput
        inputWrapperOrder={WRAPPER}
        label={t`Context`}
        description={t`Tokens of one request; empty for 128,000. Conversations are compacted before they fill it.`}
        value={contextTokens ?? ''}
        onChange={(value) => change({ contextTokens: typeof value === 'number' ? value : undefined })}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator=","
        hideControls
      />
      {refusal !== undefined && (
        <p className={classes.refusal} role="alert">
          {refusal}
        </p>
      )}
      <ConnectionLine asked={{ model: written.model, baseUrl: written.baseUrl, api }}>
        <Button size="sm" type="submit" disabled={!changed}>
          {t`Save model`}
        </Button>
      </ConnectionLine>
    </form>
  );
}
