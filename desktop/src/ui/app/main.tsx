import '@fontsource-variable/golos-text';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './tokens.css';
import './mantine-look.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { createRoot } from 'react-dom/client';
import { present } from '@lapka/shared/base/assert.ts';
import { BridgeProvider } from '../bridge/bridge.tsx';
import { connect } from '../bridge/connection.ts';
import { startTexts } from '../text/i18n.ts';
import { Desk } from './desk.tsx';
import { theme, variables } from './theme.ts';

await startTexts();

createRoot(present(document.querySelector('#root'), 'the root element')).render(
  <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
    <Notifications position="bottom-right" autoClose={4_000} />
    <BridgeProvider connection={connect()}>
      <Desk />
    </BridgeProvider>
  </MantineProvider>,
);
