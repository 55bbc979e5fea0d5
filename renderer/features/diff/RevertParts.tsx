import { Button, Menu } from '@mantine/core';
import type { RevertOffer } from '../../../shared/views/diff/revertOffers';
import { t } from '../../../shared/words/t';
import { Confirm } from '../../ui/Confirm';
import { Keys } from '../../ui/Keys';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import classes from './DiffPlace.module.css';
import type { Revert } from './useRevert';

/** What of the view can be put back; each asks first. */
export function RevertMenu({ offers, revert }: { readonly offers: readonly RevertOffer[]; readonly revert: Revert }) {
  return (
    <Menu>
      <Menu.Target>
        <Button disabled={offers.length === 0}>{t`Revert…`}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offers.map((offer) => (
          <Menu.Item
            key={offer.key}
            onClick={() => revert.ask(offer)}
            rightSection={offer.key === 'hunk' ? <Keys of="⇧ R" /> : undefined}
          >
            {offer.action}…
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function RevertAsk({ revert }: { readonly revert: Revert }) {
  const { asked } = revert;
  return (
    <Confirm
      opened={asked !== null}
      title={asked?.title ?? ''}
      action={asked?.action ?? ''}
      keep={t`Keep as it is`}
      onConfirm={() => asked && revert.order(asked.order)}
      onClose={() => revert.ask(null)}
    >
      {asked?.words}
    </Confirm>
  );
}

/** What became of it, with the way back; it stands until it is put away. */
export function RevertStrip({ revert }: { readonly revert: Revert }) {
  const { said, standing } = revert;
  if (said !== '') {
    return (
      <div className={classes.strip} role="alert">
        <StatusWord glyph="failed" word={said} />
        <TextAction onClick={revert.dismiss}>{t`Dismiss`}</TextAction>
      </div>
    );
  }
  if (!standing) return null;
  const { kind, id, words } = standing;
  return (
    <div className={classes.strip} role={kind === 'refused' ? 'alert' : 'status'}>
      <StatusWord glyph={GLYPHS[kind]} word={kind === 'refused' ? t`Nothing was put back: ${words}` : words} />
      {kind === 'done' && (
        <TextAction onClick={() => revert.order({ what: { kind: 'revert', revert: id } })}>{t`Undo`}</TextAction>
      )}
      {kind !== 'running' && <TextAction onClick={revert.dismiss}>{t`Dismiss`}</TextAction>}
    </div>
  );
}

const GLYPHS = { running: 'running', refused: 'failed', done: 'pass' } as const;
