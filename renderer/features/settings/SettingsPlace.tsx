import { Button } from '@mantine/core';
import { loadSettings, useSettings } from '../../stores/settings';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import { Appearance } from './Appearance';
import { KeyRow } from './KeyRow';
import { Machine } from './Machine';
import { ModelForm } from './ModelForm';
import { Permissions } from './Permissions';
import { Prices } from './Prices';
import { Section } from './Section';
import classes from './SettingsPlace.module.css';
import { TurnsField } from './TurnsField';

/** Everything the user sets for all goals: model, key, prices, looks; and what this machine gives. */
export function SettingsPlace() {
  const state = useSettings();
  return (
    <div className={classes.page}>
      {state.status === 'loading' && <Loading rows={6} words="Reading settings" />}
      {state.status === 'failed' && (
        <Fault
          cause="The settings could not be read"
          remedy={state.message}
          action={<Button onClick={() => void loadSettings()}>Read again</Button>}
        />
      )}
      {state.status === 'ready' && (
        <>
          <Section id="settings-model" aside="for new goals; a goal keeps the model it was drafted with">
            <ModelForm settings={state.settings} />
            <KeyRow settings={state.settings} />
          </Section>
          <Section id="settings-turns" aside="over all goals; further goals wait in line, and your messages go first">
            <TurnsField settings={state.settings} />
          </Section>
          <Permissions />
          <Prices settings={state.settings} />
          <Appearance settings={state.settings} />
        </>
      )}
      <Machine />
    </div>
  );
}
