import { existsSync, readFileSync } from 'node:fs';
import type { SandboxError } from './command';
import { findProgram } from './programs';
import { seccompHelper } from './seccomp';

/** The package of each program; the package managers below know it by the same name. */
const PACKAGES: Readonly<Record<string, string>> = {
  bwrap: 'bubblewrap',
  socat: 'socat',
  rg: 'ripgrep',
  setsid: 'util-linux',
  bash: 'bash',
  env: 'coreutils',
  stty: 'coreutils',
};

/** In the order in which the managers are looked for. */
const INSTALL: Readonly<Record<string, string>> = {
  'apt-get': 'apt-get install -y',
  dnf: 'dnf install -y',
  pacman: 'pacman -S --needed',
  zypper: 'zypper install -y',
  apk: 'apk add',
};

const LINUX_PROGRAMS = ['bwrap', 'socat', 'rg', 'setsid', 'bash', 'env', 'stty'];
const MACOS_PROGRAMS = ['sandbox-exec', 'bash', 'env'];

/** Why this machine has no sandbox, or undefined. Looks only at what stands on disk; `probe.ts` tries it. */
export function missingRequirement(): SandboxError | undefined {
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    return missing(`There is no sandbox for ${process.platform}. Use Linux or macOS.`);
  }
  const programs = process.platform === 'linux' ? LINUX_PROGRAMS : MACOS_PROGRAMS;
  const absent = programs.filter((name) => findProgram(name) === undefined);
  if (absent.length > 0) return missing(`The sandbox needs ${absent.join(', ')}, not found in PATH. ${installSentence(absent)}`);
  if (process.platform === 'linux' && !seccompHelper()) {
    return missing(
      `The sandbox cannot block Unix sockets on ${process.arch}: its seccomp helper is missing. Run "npm ci" on x64 or arm64.`,
    );
  }
  return undefined;
}

function missing(message: string): SandboxError {
  return { code: 'sandbox_missing', message };
}

function installSentence(absent: readonly string[]): string {
  const manager = Object.keys(INSTALL).find((name) => findProgram(name) !== undefined);
  const names = absent.flatMap((name) => PACKAGES[name] ?? []);
  if (!manager || names.length === 0) {
    const usual = absent.map((name) => PACKAGES[name] ?? name);
    return `Install ${usual.join(', ')} with your package manager.`;
  }
  return `Run: ${asRoot()}${INSTALL[manager]} ${[...new Set(names)].join(' ')}`;
}

function asRoot(): string {
  return process.getuid?.() === 0 ? '' : 'sudo ';
}

/** The one command that most likely lets bubblewrap make its namespaces, from what the kernel says about itself. */
export function namespaceRemedy(): string {
  if (kernelSetting('kernel/apparmor_restrict_unprivileged_userns') === '1') {
    return `Run: ${asRoot()}sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`;
  }
  if (kernelSetting('kernel/unprivileged_userns_clone') === '0') {
    return `Run: ${asRoot()}sysctl -w kernel.unprivileged_userns_clone=1`;
  }
  if (kernelSetting('user/max_user_namespaces') === '0') return `Run: ${asRoot()}sysctl -w user.max_user_namespaces=15000`;
  if (existsSync('/.dockerenv') || existsSync('/run/.containerenv')) {
    return 'Start the container with --privileged, or with a seccomp and AppArmor profile that allows user namespaces.';
  }
  return 'Allow user namespaces for this user, then start again.';
}

function kernelSetting(name: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}
