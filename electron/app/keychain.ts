import { safeStorage } from 'electron';
import { t } from '../../shared/words/t';

/** Why a key cannot be kept, where it cannot; the same shape as the page's. */
type State = { readonly available: true } | { readonly available: false; readonly reason: string };

/** The operating system's keychain encryption as the secrets' store takes it. Only after the app is ready. */
export function systemKeychain() {
  return {
    state: keychainState(),
    encrypt: (text: string) => safeStorage.encryptString(text),
    decrypt: (bytes: Uint8Array) => safeStorage.decryptString(Buffer.from(bytes)),
  };
}

function keychainState(): State {
  if (!safeStorage.isEncryptionAvailable()) return { available: false, reason: missingReason() };
  // Without a keyring Chromium encrypts with a password that everybody knows, which is as good as plain text.
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
    return { available: false, reason: missingReason() };
  return { available: true };
}

function missingReason(): string {
  return process.platform === 'linux'
    ? t`This machine has no keyring (GNOME Keyring or KWallet), so keys are taken from OPENAI_API_KEY only.`
    : t`The system’s keychain is not available, so keys are taken from OPENAI_API_KEY only.`;
}
