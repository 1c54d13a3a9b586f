/* An account page as a product would have it. The query stands in for what its back end knows. */
import {
  MsTeamsConnectButton,
  MsTeamsLinkUser,
  NovuProvider,
  SlackConnectButton,
  SlackLinkUser,
  TelegramConnectButton,
} from '@novu/react';
import { StrictMode, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ConnectChat } from './ConnectChat.jsx';

const query = new URLSearchParams(window.location.search);
const given = (name) => query.get(name) ?? undefined;
const tenant = given('tenant');

function Channels() {
  const [event, setEvent] = useState('');
  const { connecting, linking } = useMemo(() => {
    const tell = (name) => (detail) => setEvent(detail instanceof Error ? `${name}: ${detail.message}` : name);
    return {
      connecting: {
        onConnectSuccess: tell('connected'),
        onConnectError: tell('not connected'),
        onDisconnectSuccess: tell('disconnected'),
        onDisconnectError: tell('not disconnected'),
      },
      linking: {
        onLinkSuccess: tell('linked'),
        onLinkError: tell('not linked'),
        onUnlinkSuccess: tell('unlinked'),
        onUnlinkError: tell('not unlinked'),
      },
    };
  }, []);
  return (
    <>
      <h1>Channels</h1>
      {given('slack') && (
        <>
          <Channel name="Slack workspace" id="slack-connect">
            <SlackConnectButton
              integrationIdentifier={given('slack')}
              connectionMode={given('mode')}
              autoLinkUser={query.get('autoLinkUser') !== 'false'}
              {...connecting}
            />
          </Channel>
          <Channel name="Your Slack user" id="slack-link">
            <SlackLinkUser integrationIdentifier={given('slack')} {...linking} />
          </Channel>
        </>
      )}
      {given('teams') && (
        <>
          <Channel name="Microsoft Teams" id="teams-connect">
            <MsTeamsConnectButton integrationIdentifier={given('teams')} autoLinkUser={false} {...connecting} />
          </Channel>
          <Channel name="Your Teams user" id="teams-link">
            <MsTeamsLinkUser integrationIdentifier={given('teams')} {...linking} />
          </Channel>
        </>
      )}
      {given('telegram') && (
        <Channel name="Telegram" id="telegram-connect">
          <TelegramConnectButton integrationIdentifier={given('telegram')} {...connecting} />
        </Channel>
      )}
      {given('chat') && (
        <Channel name="Any chat" id="connect-chat">
          <ConnectChat
            integrationIdentifier={given('chat')}
            connectionIdentifier={`any-chat-${given('subscriber')}`}
            {...connecting}
          />
        </Channel>
      )}
      <p id="events" role="status">
        {event}
      </p>
    </>
  );
}

function Channel({ name, id, children }) {
  return (
    <section id={id} aria-label={name}>
      <h2>{name}</h2>
      {children}
    </section>
  );
}

createRoot(document.getElementById('app')).render(
  <StrictMode>
    <NovuProvider
      apiUrl={given('api')}
      applicationIdentifier={given('application')}
      subscriber={{ subscriberId: given('subscriber') }}
      subscriberHash={given('subscriberHash')}
      context={tenant && { tenant }}
      contextHash={given('contextHash')}
    >
      <Channels />
    </NovuProvider>
  </StrictMode>,
);
