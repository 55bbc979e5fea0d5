import { t } from '../../../shared/words/t';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import classes from './Proposed.module.css';
import { useProposedAt } from './proposedContext';

/** Says of a field that the agent proposed what it holds, until somebody accepts or edits it. */
export function ProposedMark({ path, name }: { readonly path: string; readonly name: string }) {
  const { fields, accept } = useProposedAt(path);
  if (fields.length === 0) return null;
  return (
    <span className={classes.mark}>
      <StatusWord glyph="asks" word={t`proposed`} />
      <TextAction onClick={accept} label={t`Accept the proposed ${name}`}>
        {t`Accept`}
      </TextAction>
    </span>
  );
}
