import { BOUNDS } from '../../../shared/ipc/preferences';
import type { Settings } from '../../../shared/ipc/settingsMethods';
import { t } from '../../../shared/words/t';
import { ChoiceSetting } from './ChoiceSetting';
import { NumberSetting } from './NumberSetting';
import { Section } from './Section';
import { SwitchSetting } from './SwitchSetting';
import { useSaving } from './useSaving';

const BELLS = [
  { value: 'show', name: t`Shown` },
  { value: 'sound', name: t`Shown, with a sound` },
  { value: 'off', name: t`Nothing` },
] as const;

/** How terminals are read, the same for all of them. */
export function TerminalSection({ settings }: { readonly settings: Settings }) {
  const { refusalOf, save } = useSaving();
  const { terminal } = settings;
  const change = (part: Partial<Settings['terminal']>) => save(Object.keys(part).join(), { terminal: { ...terminal, ...part } });
  return (
    <Section id="settings-terminal" aside={t`for all terminals, those that are open included`}>
      <NumberSetting
        name={t`Text size`}
        value={terminal.fontSize}
        bounds={BOUNDS.fontSize}
        unit={t`px`}
        onSave={(fontSize) => change({ fontSize })}
        refusal={refusalOf('fontSize')}
      />
      <NumberSetting
        name={t`Scrollback`}
        value={terminal.scrollback}
        bounds={BOUNDS.scrollback}
        unit={t`Lines`}
        note={t`The whole output is stored and opens when a command has ended.`}
        onSave={(scrollback) => change({ scrollback })}
        refusal={refusalOf('scrollback')}
      />
      <SwitchSetting
        name={t`Copy on select`}
        value={terminal.copyOnSelect}
        note={t`What is selected by mouse goes to the clipboard.`}
        onSave={(copyOnSelect) => void change({ copyOnSelect })}
        refusal={refusalOf('copyOnSelect')}
      />
      <ChoiceSetting
        name={t`Bell`}
        value={terminal.bell}
        of={BELLS}
        onSave={(bell) => void change({ bell })}
        refusal={refusalOf('bell')}
      />
      <NumberSetting
        name={t`Ask before pasting`}
        value={terminal.pasteLines}
        bounds={BOUNDS.pasteLines}
        unit={t`More lines than`}
        note={t`Where each line would be taken as an order, two are asked about.`}
        onSave={(pasteLines) => change({ pasteLines })}
        refusal={refusalOf('pasteLines')}
      />
      <SwitchSetting
        name={t`Screen reader`}
        value={terminal.screenReader}
        note={t`Tells each line; it costs time with every line.`}
        onSave={(screenReader) => void change({ screenReader })}
        refusal={refusalOf('screenReader')}
      />
    </Section>
  );
}
