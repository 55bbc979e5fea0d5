import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { NotificationService } from '../../../shared/ipc/methods';
import type { Settings } from '../../../shared/ipc/settingsMethods';
import { NOTICE_KINDS, NOTICE_WORDS } from '../../../shared/views/notices/kinds';
import { t } from '../../../shared/words/t';
import { call } from '../../bridge/bridge';
import { StatusWord } from '../../ui/StatusWord';
import { Section } from './Section';
import { SettingRow } from './SettingRow';
import { SwitchSetting } from './SwitchSetting';
import { useSaving } from './useSaving';

/** Which kinds are told, and whether the system can show them. */
export function NotificationsSection({ settings }: { readonly settings: Settings }) {
  const { refusalOf, save } = useSaving();
  const { notifications } = settings;
  const service = useService();
  return (
    <Section
      id="settings-notifications"
      aside={t`of what happens elsewhere than where you look; each is told once and closed when it is over`}
      action={
        <Button onClick={() => void service.test()} disabled={service.known?.available === false}>
          {t`Send a test`}
        </Button>
      }
    >
      <SettingRow name={t`This system`} note={service.words}>
        {service.known === undefined && !service.failed && <StatusWord glyph="running" word={t`Asking`} />}
        {service.known?.available === true && <StatusWord glyph="pass" word={t`Shows them`} />}
        {service.known?.available === false && <StatusWord glyph="finding" word={t`Shows none`} />}
      </SettingRow>
      {NOTICE_KINDS.map((kind) => (
        <SwitchSetting
          key={kind}
          name={NOTICE_WORDS[kind].name}
          value={notifications[kind]}
          note={NOTICE_WORDS[kind].when}
          onSave={(on) => void save(kind, { notifications: { ...notifications, [kind]: on } })}
          refusal={refusalOf(kind)}
        />
      ))}
    </Section>
  );
}

function useService() {
  const [known, setKnown] = useState<NotificationService>();
  const [fault, setFault] = useState<string>();
  const [sent, setSent] = useState(false);
  useEffect(() => {
    void call('notices/service', {}).then((answer) => (answer.ok ? setKnown(answer.value) : setFault(answer.error.message)));
  }, []);
  const test = async () => {
    const answer = await call('notices/test', {});
    setFault(answer.ok ? undefined : answer.error.message);
    setSent(answer.ok && answer.value.available);
  };
  const standing =
    known?.available === false
      ? t`${known.reason} The window and the inbox tell instead.`
      : t`In the window where it has the focus, else by the system.`;
  const words = fault ?? (sent ? t`Sent. Where nothing is seen, look at the system’s own settings for Goalpost.` : standing);
  return { known, words, test, failed: fault !== undefined };
}
