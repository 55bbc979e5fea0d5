import { Modal } from '@mantine/core';
import { ACTIONS, type ActionRow, KEYS_WITHIN, keysOf } from '../../../shared/views/actions/table';
import { Keys, MAC } from '../../ui/Keys';
import classes from './AllKeys.module.css';

/** Every key: those that hold everywhere by their group, and those of one place. */
export function AllKeys({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="All keys" size={760} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes.groups}>
        {keyGroups().map(({ name, rows }) => (
          <section key={name} className={classes.group} aria-label={name}>
            <h3 className={classes.name}>{name}</h3>
            <dl>
              {rows.map(({ keys, words }) => (
                <div key={`${keys} ${words}`} className={classes.row}>
                  <dt>{words}</dt>
                  <dd>
                    <Keys of={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

interface KeyGroup {
  readonly name: string;
  readonly rows: readonly { readonly keys: string; readonly words: string }[];
}

function keyGroups(): readonly KeyGroup[] {
  const everywhere = ACTIONS.flatMap((row: ActionRow) => {
    const keys = keysOf(row, MAC);
    return keys === undefined ? [] : [{ name: row.group, keys, words: row.words }];
  });
  const within = KEYS_WITHIN.map(({ where, keys, words }) => ({ name: where, keys, words }));
  const all = [...everywhere, ...within];
  return [...new Set(all.map(({ name }) => name))].map((name) => ({ name, rows: all.filter((row) => row.name === name) }));
}
