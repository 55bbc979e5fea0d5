import { t } from '../../shared/words/t';
import { Confirm } from '../ui/Confirm';
import { endAsking, nameOf, pauseAndArchive, useAskedArchive } from './shelf';

/** A thread that works is not put out of sight: it is paused first, if one wants that. */
export function ArchiveDialog() {
  const row = useAskedArchive();
  return (
    <Confirm
      opened={row !== undefined}
      title={t`Pause and archive?`}
      action={t`Pause and archive`}
      keep={t`Leave it working`}
      onConfirm={() => row && void pauseAndArchive(row)}
      onClose={endAsking}
    >
      {row &&
        t`“${nameOf(row)}” is working. It is paused first, then put out of the list. Nothing is deleted, and resuming it brings it back.`}
    </Confirm>
  );
}
