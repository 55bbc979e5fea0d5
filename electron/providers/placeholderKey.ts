/**
 * Sent where no key is set, to servers that may need none: the package insists on a key, and local servers ignore what they get. It
 * gives nothing away.
 */
export const PLACEHOLDER_KEY = 'no-key';
