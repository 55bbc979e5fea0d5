import { Button } from '@mantine/core';
import { useRef } from 'react';
import type { Settings } from '../../../shared/ipc/settingsMethods';
import { t } from '../../../shared/words/t';
import { loadSettings, useSettings } from '../../stores/settings';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import { About } from './About';
import { Appearance } from './Appearance';
import { useSections } from './currentSection';
import { DataFolder } from './DataFolder';
import { GoalDefaultsSection } from './GoalDefaultsSection';
import { KeyRow } from './KeyRow';
import { KeysSection } from './KeysSection';
import { Machine } from './Machine';
import { ModelForm } from './ModelForm';
import { NotificationsSection } from './NotificationsSection';
import { Permissions } from './Permissions';
import { Prices } from './Prices';
import { Section } from './Section';
import classes from './SettingsPlace.module.css';
import { Stopped } from './Stopped';
import { TerminalSection } from './TerminalSection';
import { TurnsField } from './TurnsField';

/** Everything the user sets for all goals: model, key, prices, beginnings, what is told, looks; and what this machine gives. */
export function SettingsPlace() {
  const state = useSettings();
  const page = useRef<HTMLDivElement>(null);
  useSections(page, state.status !== 'loading');
  return (
    <div className={classes.page} ref={page}>
      {state.status === 'loading' && <Loading rows={6} words={t`Reading settings`} />}
      {state.status === 'failed' && (
        <Fault
          cause={t`The settings could not be read`}
          remedy={state.message}
          action={<Button onClick={() => void loadSettings()}>{t`Read again`}</Button>}
        />
      )}
      {state.status === 'ready' && <Sections settings={state.settings} />}
      <DataFolder />
      <Machine />
      <About />
    </div>
  );
}

function Sections({ settings }: { readonly settings: Settings }) {
  return (
    <>
      {settings.faults.map((fault) => (
        <Fault key={fault} cause={t`A settings file does not read`} remedy={fault} />
      ))}
      <Section id="settings-model" aside={t`for new goals; a goal keeps the model it was drafted with`}>
        <Stopped section="settings-model" />
        <ModelForm settings={settings} />
        <KeyRow settings={settings} />
      </Section>
      <Prices settings={settings} />
      <GoalDefaultsSection settings={settings} />
      <Section id="settings-turns" aside={t`over all goals; further goals wait in line, and your messages go first`}>
        <TurnsField settings={settings} />
      </Section>
      <Permissions />
      <NotificationsSection settings={settings} />
      <TerminalSection settings={settings} />
      <Appearance settings={settings} />
      <KeysSection />
    </>
  );
}
