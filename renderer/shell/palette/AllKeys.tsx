import { Modal } from '@mantine/core';
import { keyGroups } from '../../../shared/views/actions/keyGroups';
import { t } from '../../../shared/words/t';
import { Keys, MAC } from '../../ui/Keys';
import classes from './AllKeys.module.css';

/** Every key: those that hold everywhere by their group, and those of one place. */
export function AllKeys({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={t`All keys`} size={760} closeButtonProps={{ 'aria-label': t`Close` }}>
      <div className={classes.groups}>
        {keyGroups(MAC).map(({ where, rows }) => (
          <section key={where} className={classes.group} aria-label={where}>
            <h3 className={classes.name}>{where}</h3>
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
