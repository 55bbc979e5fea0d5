// First, because what is imported after it speaks.
import './language';

import '@mantine/core/styles.layer.css';
import './ui/tokens.css';
import './ui/global.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { listenForPorts } from './bridge/terminalPort';
import { giveNonceToStyles, NONCE } from './shell/nonce';
import { Shell } from './shell/Shell';
import { cssVariables, theme } from './ui/theme';

giveNonceToStyles();
listenForPorts();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariables}
    defaultColorScheme="auto"
    getStyleNonce={() => NONCE}
    deduplicateCssVariables={false}
  >
    <Shell />
  </MantineProvider>,
);
