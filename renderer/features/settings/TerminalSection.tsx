import type { Settings } from '../../../shared/ipc/methods';
import { BOUNDS } from '../../../shared/ipc/preferences';
import { ChoiceSetting } from './ChoiceSetting';
import { NumberSetting } from './NumberSetting';
import { Section } from './Section';
import { SwitchSetting } from './SwitchSetting';
import { useSaving } from './useSaving';

const BELLS = [
  { value: 'show', name: 'Shown' },
  { value: 'sound', name: 'Shown, with a sound' },
  { value: 'off', name: 'Nothing' },
] as const;

/** How terminals are read, the same for all of them. */
export function TerminalSection({ settings }: { readonly settings: Settings }) {
  const { refusal, save } = useSaving();
  const { terminal } = settings;
  const change = (part: Partial<Settings['terminal']>) => save({ terminal: { ...terminal, ...part } });
  return (
    <Section id="settings-terminal" aside="for all terminals, those that are open included">
      <NumberSetting
        name="Text size"
        value={terminal.fontSize}
        bounds={BOUNDS.fontSize}
        unit="px"
        onSave={(fontSize) => change({ fontSize })}
        refusal={refusal}
      />
      <NumberSetting
        name="Scrollback"
        value={terminal.scrollback}
        bounds={BOUNDS.scrollback}
        unit="Lines"
        note="The whole output is stored and opens when a command has ended."
        onSave={(scrollback) => change({ scrollback })}
        refusal={refusal}
      />
      <SwitchSetting
        name="Copy on select"
        value={terminal.copyOnSelect}
        note="What is selected by mouse goes to the clipboard."
        onSave={(copyOnSelect) => void change({ copyOnSelect })}
      />
      <ChoiceSetting name="Bell" value={terminal.bell} of={BELLS} onSave={(bell) => void change({ bell })} />
      <NumberSetting
        name="Ask before pasting"
        value={terminal.pasteLines}
        bounds={BOUNDS.pasteLines}
        unit="More lines than"
        note="Where each line would be taken as an order, two are asked about."
        onSave={(pasteLines) => change({ pasteLines })}
        refusal={refusal}
      />
      <SwitchSetting
        name="Screen reader"
        value={terminal.screenReader}
        note="Tells each line; it costs time with every line."
        onSave={(screenReader) => void change({ screenReader })}
      />
    </Section>
  );
}
