/** What a failed file operation means, as a sentence with its remedy. A thrown value that is none is a bug and is thrown on. */
export function systemFault(thrown: unknown, path: string): string {
  if (!(thrown instanceof Error) || !('code' in thrown) || !('syscall' in thrown)) throw thrown;
  switch (thrown.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full: ${path} could not be written. Free some space, or name a place on another disk.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${path} cannot be used: permission is denied. Name a place that is yours to write in.`;
    case 'ENAMETOOLONG':
      return `The name of ${path} is too long. Name a shorter one.`;
    default:
      return `${path} could not be used: ${thrown.message}.`;
  }
}
