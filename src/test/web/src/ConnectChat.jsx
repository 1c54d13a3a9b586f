/* The React package has no export for this component, so the UI that is behind all of them mounts it. */
import { NovuUI } from '@novu/js/ui';
import { useNovu } from '@novu/react';
import { useEffect, useRef } from 'react';

export function ConnectChat(props) {
  const novu = useNovu();
  const element = useRef(null);

  useEffect(() => {
    const ui = new NovuUI({ options: novu.options, novu });
    ui.mountComponent({ name: 'ConnectChat', element: element.current, props });
    return () => ui.unmount();
  }, [novu, props.integrationIdentifier, props.connectionIdentifier]);

  return <div ref={element} />;
}
