import { Group, Radio } from '@mantine/core';
import { useState } from 'react';
import type { Settings } from '../../../shared/ipc/methods';
import { Section } from './Section';
import classes from './SettingsPlace.module.css';
import { saveChanges } from './saved';

const THEMES = [
  { theme: 'system', name: 'As the system' },
  { theme: 'light', name: 'Light' },
  { theme: 'dark', name: 'Dark' },
] as const;

/** Light, dark, or as the system says; at once. */
export function Appearance({ settings }: { readonly settings: Settings }) {
  const [refusal, setRefusal] = useState<string>();
  const choose = async (value: string) => {
    const chosen = THEMES.find(({ theme }) => theme === value);
    if (chosen) setRefusal(await saveChanges(settings, { theme: chosen.theme }));
  };
  return (
    <Section id="settings-appearance">
      <Radio.Group aria-label="Theme" value={settings.theme} onChange={(value) => void choose(value)}>
        <Group gap="xl">
          {THEMES.map(({ theme, name }) => (
            <Radio key={theme} value={theme} label={name} />
          ))}
        </Group>
      </Radio.Group>
      {refusal !== undefined && (
        <p className={classes.refusal} role="alert">
          {refusal}
        </p>
      )}
    </Section>
  );
}
