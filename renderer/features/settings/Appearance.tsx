import { BOUNDS } from '../../../shared/ipc/preferences';
import type { Settings } from '../../../shared/ipc/settingsMethods';
import { t } from '../../../shared/words/t';
import { ChoiceSetting } from './ChoiceSetting';
import { NumberSetting } from './NumberSetting';
import { Section } from './Section';
import { useSaving } from './useSaving';

const THEMES = [
  { value: 'system', name: t`As the system` },
  { value: 'light', name: t`Light` },
  { value: 'dark', name: t`Dark` },
] as const;

const DENSITIES = [
  { value: 'standard', name: t`Standard` },
  { value: 'roomy', name: t`Roomy` },
] as const;

const MOTIONS = [
  { value: 'system', name: t`As the system` },
  { value: 'reduced', name: t`None` },
] as const;

/** How the window looks; at once, in every window. */
export function Appearance({ settings }: { readonly settings: Settings }) {
  const { refusalOf, save } = useSaving();
  const { appearance } = settings;
  const change = (part: Partial<Settings['appearance']>) =>
    save(Object.keys(part).join(), { appearance: { ...appearance, ...part } });
  return (
    <Section id="settings-appearance">
      <ChoiceSetting
        name={t`Theme`}
        value={settings.theme}
        of={THEMES}
        onSave={(theme) => void save('theme', { theme })}
        refusal={refusalOf('theme')}
      />
      <ChoiceSetting
        name={t`Rows`}
        value={appearance.density}
        of={DENSITIES}
        note={t`Roomy rows are 4 px higher.`}
        onSave={(density) => void change({ density })}
        refusal={refusalOf('density')}
      />
      <NumberSetting
        name={t`Zoom`}
        value={appearance.zoom}
        bounds={BOUNDS.zoom}
        unit={t`Percent`}
        note={t`Of every window.`}
        onSave={(zoom) => change({ zoom })}
        refusal={refusalOf('zoom')}
      />
      <ChoiceSetting
        name={t`Motion`}
        value={appearance.motion}
        of={MOTIONS}
        note={t`Opening and closing take up to 140 ms.`}
        onSave={(motion) => void change({ motion })}
        refusal={refusalOf('motion')}
      />
    </Section>
  );
}
