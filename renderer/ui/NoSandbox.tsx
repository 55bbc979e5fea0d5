import { t } from '../../shared/words/t';
import { StatusWord } from './StatusWord';

/** Law 5: wherever a goal or a command without a sandbox is shown, it says so in these words and this colour. */
export function NoSandbox() {
  return <StatusWord glyph="finding" tone="failed" word={t`no sandbox`} />;
}
