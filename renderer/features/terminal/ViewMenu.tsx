import { Menu } from '@mantine/core';
import { t } from '../../../shared/words/t';
import { IconButton } from '../../ui/IconButton';
import { Keys } from '../../ui/Keys';
import { changeFontSize, toggleScreenReader, useLook } from './terminalLook';

/** What can be done with a terminal beside typing, each with its key. */
export function ViewMenu(props: { readonly onFind: () => void; readonly onCopy: () => void; readonly onSelectAll: () => void }) {
  const { fontSize, screenReader } = useLook();
  return (
    <Menu width={240}>
      <Menu.Target>
        <IconButton icon="more" label={t`This terminal`} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection={<Keys of="mod F" />} onClick={props.onFind}>
          {t`Find`}
        </Menu.Item>
        <Menu.Item onClick={props.onSelectAll}>{t`Select all`}</Menu.Item>
        <Menu.Item rightSection={<Keys of={COPY} />} onClick={props.onCopy}>
          {t`Copy the selection`}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t`Text ${fontSize} px`}</Menu.Label>
        <Menu.Item closeMenuOnClick={false} rightSection={<Keys of="mod +" />} onClick={() => changeFontSize('larger')}>
          {t`Larger`}
        </Menu.Item>
        <Menu.Item closeMenuOnClick={false} rightSection={<Keys of="mod −" />} onClick={() => changeFontSize('smaller')}>
          {t`Smaller`}
        </Menu.Item>
        <Menu.Item closeMenuOnClick={false} rightSection={<Keys of="mod 0" />} onClick={() => changeFontSize('standard')}>
          {t`Standard size`}
        </Menu.Item>
        <Menu.Divider />
        <Menu.CheckboxItem checked={screenReader} onChange={toggleScreenReader}>
          {t`Tell a screen reader each line`}
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  );
}

const COPY = /mac/i.test(navigator.userAgent) ? t`mod C` : t`mod shift C`;
