import type { Settings } from '../../../shared/ipc/methods';
import { BOUNDS } from '../../../shared/ipc/preferences';
import { ChoiceSetting } from './ChoiceSetting';
import { NumberSetting } from './NumberSetting';
import { Section } from './Section';
import { useSaving } from './useSaving';

const THEMES = [
  { value: 'system', name: 'As the system' },
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
] as const;

const DENSITIES = [
  { value: 'standard', name: 'Standard' },
  { value: 'roomy', name: 'Roomy' },
] as const;

const MOTIONS = [
  { value: 'system', name: 'As the system' },
  { value: 'reduced', name: 'None' },
] as const;

/** How the window looks; at once, in every window. */
export function Appearance({ settings }: { readonly settings: Settings }) {
  const { refusal, save } = useSaving();
  const { appearance } = settings;
  return (
    <Section id="settings-appearance">
      <ChoiceSetting name="Theme" value={settings.theme} of={THEMES} onSave={(theme) => void save({ theme })} refusal={refusal} />
      <ChoiceSetting
        name="Rows"
        value={appearance.density}
        of={DENSITIES}
        note="Roomy rows are 4 px higher."
        onSave={(density) => void save({ appearance: { ...appearance, density } })}
      />
      <NumberSetting
        name="Zoom"
        value={appearance.zoom}
        bounds={BOUNDS.zoom}
        unit="Percent"
        note="Of every window."
        onSave={(zoom) => save({ appearance: { ...appearance, zoom } })}
      />
      <ChoiceSetting
        name="Motion"
        value={appearance.motion}
        of={MOTIONS}
        note="Opening and closing take up to 140 ms."
        onSave={(motion) => void save({ appearance: { ...appearance, motion } })}
      />
    </Section>
  );
}
